import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../src/sources/feed.js';

const ADDRESS = 'https://wire.example/rss.xml';
const file = (name: string, encoding: BufferEncoding = 'utf8') =>
  readFileSync(join(import.meta.dirname, 'feeds', name), encoding);

describe('items of a feed become documents', () => {
  test('RSS 2.0', async () => {
    const { title, ttlMinutes, items } = await parseFeed(file('rss2.xml'), ADDRESS);
    expect({ title, ttlMinutes }).toEqual({ title: 'The Harbour Wire', ttlMinutes: 30 });
    expect(items).toEqual([
      {
        input: `${ADDRESS}[0] DeepSeek stockpiles`,
        document: {
          id: 'https://wire.example/stories/1',
          url: 'https://wire.example/stories/1',
          html: '<p>DeepSeek stockpiled the <b>H20</b>.</p>',
          title: 'DeepSeek stockpiles',
          source: 'The Harbour Wire',
          language: 'en-gb',
          publishedAt: '2025-11-24T08:00:00.000Z',
        },
      },
      {
        input: `${ADDRESS}[1] Only a title about Nvidia`,
        document: {
          id: 'tag:wire.example,2025:2',
          text: 'Only a title about Nvidia',
          title: 'Only a title about Nvidia',
          source: 'The Harbour Wire',
          language: 'en-gb',
        },
      },
      { input: `${ADDRESS}[2]`, error: expect.objectContaining({ code: 'empty' }) },
    ]);
  });

  test('Atom: the alternate link, the first publication, the fullest body; a date that is none costs nothing', async () => {
    const { items } = await parseFeed(file('atom.xml'), 'atom.xml');
    expect(items.map((item) => 'document' in item && item.document)).toEqual([
      {
        id: 'urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6',
        url: 'https://quay.example/halls',
        html: '<p>Baidu leases two halls from Equinix.</p>',
        title: 'Halls &amp; racks',
        source: 'The Quay Gazette',
        publishedAt: '2025-11-20T01:30:00.000Z',
      },
      {
        id: 'https://quay.example/date',
        url: 'https://quay.example/date',
        text: 'Nvidia said so.',
        title: 'A date that is none',
        source: 'The Quay Gazette',
      },
    ]);
  });

  test('RSS 1.0', async () => {
    const { items } = await parseFeed(file('rss1.xml', 'latin1'), 'old.xml');
    expect(items[0]).toMatchObject({
      document: {
        id: 'https://old.example/1',
        text: 'AMD unveiled it at the café.',
        publishedAt: '2025-11-19T08:00:00.000Z',
      },
    });
  });

  test.each([
    ['a page', '<html><body>not closed'],
    ['a well-formed page', '<html></html>'],
    ['text', 'Nvidia said so.'],
    ['nothing', ' '],
  ])('%s is no feed, in one line', async (_, xml) => {
    const error = await parseFeed(xml, ADDRESS).catch((one: Error) => one);
    expect((error as Error).message).toMatch(/^https:\/\/wire\.example\/rss\.xml: is no RSS or Atom feed: .+$/);
  });

  test('an entity that XML does not know costs nothing, and none is expanded', async () => {
    const xml = `<!DOCTYPE rss [<!ENTITY lol "lollol">]><rss version="2.0"><channel><title>Caf&eacute; R&D</title><item><title>&lol;&nbsp;</title><description><![CDATA[<p>A&nbsp;&amp;&nbsp;B</p>]]></description></item></channel></rss>`;
    const { title, items } = await parseFeed(xml, ADDRESS);
    expect(title).toBe('Caf&eacute; R&D');
    expect(items).toMatchObject([{ document: { title: '&lol;&nbsp;', html: '<p>A&nbsp;&amp;&nbsp;B</p>' } }]);
  });

  test('hostile items: links that are no pages, control characters, huge ids', async () => {
    const xml = `<rss version="2.0"><channel><title>x</title><item><title>t</title><link>javascript:alert(1)</link><guid>${'g'.repeat(600)}</guid></item></channel></rss>`;
    const { items } = await parseFeed(xml, ADDRESS);
    expect(items[0]).toMatchObject({ document: { text: 't', title: 't' } });
    const { document } = items[0] as { document: Record<string, unknown> };
    expect(document.url).toBeUndefined();
    expect(document.id).toBeUndefined();
  });
});
