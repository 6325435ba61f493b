import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { FeedError, type FeedMemory, readFeed } from '../../src/sources/feed-reader.js';

const item = (guid: string, text: string) => `<item><guid>urn:${guid}</guid><description>${text}</description></item>`;
const feed = (...items: string[]) => `<rss version="2.0"><channel><title>Wire</title>${items.join('')}</channel></rss>`;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((ready) => server!.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`;
}

const local = { allowPrivate: true };
const reason = async (address: string, options: Parameters<typeof readFeed>[2] = local): Promise<string> => {
  const error = await readFeed(address, undefined, options).catch((one: Error) => one);
  expect(error).toBeInstanceOf(FeedError);
  return (error as Error).message.replace(address, 'FEED');
};
const ids = ({ changed }: { changed: readonly object[] }) =>
  changed.map((one) => (one as { document: { id: string } }).document.id);

describe('a feed over HTTP', () => {
  test('only what is new or edited is told; an unchanged feed is not sent again', async () => {
    let xml = feed(item('1', 'one'), item('2', 'two'));
    const asked: (string | undefined)[] = [];
    const address = await serve((request, response) => {
      asked.push(request.headers['if-none-match']);
      const etag = `"${xml.length}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.setHeader('etag', etag).end(xml);
    });
    const read = (memory?: FeedMemory) => readFeed(address, memory && JSON.parse(JSON.stringify(memory)), local);
    const first = await read();
    expect(ids(first)).toEqual(['urn:1', 'urn:2']);
    const second = await read(first.memory);
    expect(second).toMatchObject({ changed: [], unchanged: 2 });
    xml = feed(item('3', 'three'), item('1', 'one, corrected'), item('2', 'two'));
    const third = await read(second.memory);
    expect(ids(third)).toEqual(['urn:3', 'urn:1']);
    expect(third.unchanged).toBe(1);
    expect(asked).toEqual([undefined, `"${feed(item('1', 'one'), item('2', 'two')).length}"`, asked[1]]);
  });

  test('Last-Modified serves where there is no ETag', async () => {
    const date = 'Mon, 24 Nov 2025 08:00:00 GMT';
    const address = await serve((request, response) => {
      if (request.headers['if-modified-since'] === date) response.writeHead(304).end();
      else response.setHeader('last-modified', date).end(feed(item('1', 'one')));
    });
    const first = await readFeed(address, undefined, local);
    expect(await readFeed(address, first.memory, local)).toMatchObject({ changed: [], unchanged: 1 });
  });

  test('zipped, in another encoding, behind a redirect', async () => {
    const address = await serve((request, response) => {
      if (request.url === '/feed') response.writeHead(301, { location: '/moved' }).end();
      else {
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/xml; charset=iso-8859-1' });
        response.end(gzipSync(Buffer.from(feed(item('1', 'Café')), 'latin1')));
      }
    });
    expect((await readFeed(address, undefined, local)).changed[0]).toMatchObject({ document: { text: 'Café' } });
  });

  test.each<[what: string, listener: RequestListener, message: RegExp]>([
    ['a failure', (_, response) => response.writeHead(500).end(), /^FEED: answered 500$/],
    ['a page', (_, response) => response.end('<html>'), /^FEED: is no RSS or Atom feed: /],
    ['nothing', (_, response) => response.end(), /^FEED: is empty$/],
    ['bytes', (_, response) => response.end(Buffer.from([0xff, 0xfe, 0x00, 0xd8])), /^FEED: is not valid utf-8$/],
    ['silence', () => {}, /^FEED: did not answer within 0.3 seconds$/],
    [
      'a dripping tap',
      (_, response) => void setInterval(() => response.write(' '), 20).unref(),
      /did not answer within/,
    ],
    ['endless data', (_, response) => response.end(Buffer.alloc(200_000, 'x')), /^FEED: is larger than 100000 bytes$/],
    [
      'a bomb',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(9_000_000))),
      /^FEED: is larger than 100000 bytes$/,
    ],
    [
      'no gzip',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'),
      /^FEED: sends data that cannot be unpacked$/,
    ],
    ['a circle', (_, response) => response.writeHead(302, { location: '/feed' }).end(), /^FEED: redirects too often$/],
    [
      'a way to a file',
      (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      /^FEED: leads to file: addresses$/,
    ],
    [
      'an end in the middle',
      (_, response) => {
        response.writeHead(200, { 'content-length': 1_000 }).write('<rss');
        setTimeout(() => response.destroy(), 20);
      },
      /^FEED: (broke the connection off|cannot be had: .*)$/,
    ],
  ])('%s is an error in one line', async (_, listener, message) => {
    const address = await serve(listener);
    expect(await reason(address, { ...local, timeoutMs: 300, maxBytes: 100_000 })).toMatch(message);
  });

  test('a server may ask for patience', async () => {
    const address = await serve((_, response) => response.writeHead(429, { 'retry-after': '120' }).end());
    await expect(readFeed(address, undefined, local)).rejects.toMatchObject({ waitMs: 120_000 });
  });

  test.each([
    'http://127.0.0.1:1/feed',
    'http://localhost:1/feed',
    'http://[::1]:1/feed',
    'http://[::ffff:10.0.0.1]/feed',
    'http://0x7f000001/feed',
    'http://169.254.169.254/latest',
  ])('%s is not asked unless it is allowed', async (address) => {
    expect(await reason(address, {})).toMatch(/^FEED: must not be asked: .+ not (public|a public address)$/);
  });
});

describe('a feed in a file', () => {
  test('is read like one from the net', async () => {
    const path = join(import.meta.dirname, 'feeds', 'rss1.xml');
    const { changed, memory } = await readFeed(path);
    expect(changed[0]).toMatchObject({ document: { title: 'Café' } });
    expect(await readFeed(path, memory)).toMatchObject({ changed: [], unchanged: 1 });
  });

  test('that is not there, is a folder', async () => {
    expect(await reason('missing.xml')).toBe('FEED: does not exist');
    expect(await reason(import.meta.dirname)).toBe('FEED: is a folder');
  });
});
