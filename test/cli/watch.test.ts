import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pause } from '../../src/cli/verbs/watch.js';
import { hasRedisServer } from '../redis/temporary.js';
import { jsonLines, run, start } from './run.js';

const feed = (text: string) =>
  `<rss version="2.0"><channel><title>Wire</title><item><guid>urn:story</guid><description>${text}</description></item></channel></rss>`;

describe.skipIf(!hasRedisServer)('watch', () => {
  let cwd: string;
  let server: Server;
  let address: string;
  let text = 'DeepSeek stockpiled the H20.';
  let sent = 0;
  beforeAll(async () => {
    cwd = mkdtempSync(join(tmpdir(), 'watch-'));
    server = createServer(({ headers }, response) => {
      const etag = `"${text.length}"`;
      if (headers['if-none-match'] === etag) response.writeHead(304).end();
      else {
        response.setHeader('etag', etag).end(feed(text));
        sent++;
      }
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`;
    writeFileSync(join(cwd, 'broken.xml'), 'nothing');
  });
  afterAll(() => {
    server.close();
    rmSync(cwd, { recursive: true, force: true });
  });
  const watch = async (...args: string[]) => {
    const { code, out, err } = await run(['watch', '--private', ...args], { cwd });
    return { code, err, lines: jsonLines(out).map(({ documentId, status }) => [documentId, status]) };
  };

  test('a broken feed does not stop the others; an item is pushed once, and again when it was edited', async () => {
    expect(await watch('--once', 'broken.xml', address)).toEqual({
      code: 1,
      err: `chokepoint: broken.xml: is no RSS or Atom feed: Non-whitespace before first tag.\n${address}: 1 queued\n1 queued\n`,
      lines: [['urn:story', 'queued']],
    });
    expect(await watch('--once', address)).toMatchObject({ code: 0, lines: [] });
    expect(sent).toBe(1);
    expect(await watch('--once', '--again', address)).toMatchObject({ code: 0, lines: [['urn:story', 'queued']] });
    text = 'DeepSeek never stockpiled the H20.';
    expect(await watch('--once', address)).toMatchObject({ code: 0, lines: [['urn:story', 'queued']] });
  });

  test('it goes on until it is stopped', async () => {
    const running = start(['watch', '--private', address], { cwd });
    await running.says('1 unchanged');
    running.kill();
    expect(await running.ended).toMatchObject({ code: 0, out: '' });
  });
});

test('a feed that fails is asked ever more seldom, and none more often than it wants', () => {
  const minute = 60_000;
  expect(pause(15 * minute, 0)).toBe(15 * minute);
  expect(pause(15 * minute, 2)).toBe(60 * minute);
  expect(pause(15 * minute, 0, 45 * minute)).toBe(45 * minute);
  expect(pause(15 * minute, 40, 90 * 24 * 60 * minute)).toBe(24 * 60 * minute);
});
