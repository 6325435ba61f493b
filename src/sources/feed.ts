import Parser from 'rss-parser';
import { DocumentError } from '../schema/document-error.js';
import type { SourceItem } from './item.js';

/** A feed as it was read: its items as documents, the newest as they stand first. */
export interface Feed {
  readonly title?: string;
  /** How long the feed asks not to be asked again, in minutes. */
  readonly ttlMinutes?: number;
  readonly items: readonly SourceItem[];
}

const DATES = new Set(['published', 'updated', 'pubDate', 'dc:date']);

/** A date that is none would cost all items. */
function validDate(value: string, name: string): string {
  return DATES.has(name) && Number.isNaN(Date.parse(value)) ? '' : value;
}

const OPTIONS = {
  xml2js: { valueProcessors: [validDate] },
  customFields: { feed: ['ttl', 'language'], item: ['id', 'dc:date'] },
};

const CDATA = '<![CDATA[';
const CDATA_END = ']]>';

/** Feeds hold entities of HTML that XML does not know, and bare ampersands: outside CDATA they become text. */
function escapeEntities(xml: string): string {
  let escaped = '';
  for (let at = 0; at < xml.length; ) {
    const open = xml.indexOf(CDATA, at);
    const close = open < 0 ? -1 : xml.indexOf(CDATA_END, open);
    const end = close < 0 ? xml.length : open;
    escaped += xml.slice(at, end).replace(/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/g, '&amp;');
    at = close < 0 ? xml.length : close + CDATA_END.length;
    if (close >= 0) escaped += xml.slice(open, at);
  }
  return escaped;
}

/**
 * Reads RSS 0.9, 1.0, 2.0 or Atom. An item becomes a document: its id is its guid where that is one for the whole world, else its
 * link, else the guid within the feed; its body is the fullest that the feed has, or its title.
 * @param address of the feed, or its file: links are relative to it, or to what the feed says of itself
 * @throws DocumentError when it is no feed
 */
export async function parseFeed(xml: string, address: string): Promise<Feed> {
  // A parser that has failed keeps what it was at: each feed has its own.
  const parser = new Parser<Record<string, unknown>, Record<string, unknown>>(OPTIONS);
  const feed = await parser.parseString(escapeEntities(xml)).catch((error: Error) => {
    const [reason = ''] = error.message.split('\n');
    throw new DocumentError('invalid', address, `is no RSS or Atom feed: ${reason.slice(0, 120)}`);
  });
  const title = textOf(feed.title);
  const ttl = Number(textOf(feed.ttl));
  const language = /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.exec(textOf(feed.language) ?? '')?.[0];
  const base = [address, textOf(feed.feedUrl), textOf(feed.link)].find((one) => one && URL.canParse(one)) ?? address;
  const about = { ...(title ? { source: title.slice(0, 500) } : {}), ...(language ? { language } : {}) };
  return {
    ...(title ? { title } : {}),
    ...(ttl > 0 ? { ttlMinutes: ttl } : {}),
    items: feed.items.map((item, index) => toItem(item, index, { address, base, about })),
  };
}

/** What holds for all items of a feed. */
interface Around {
  readonly address: string;
  /** What links and guids are relative to. */
  readonly base: string;
  readonly about: Readonly<Record<string, string>>;
}

const LONGEST_ID = 512;

function toItem(item: Record<string, unknown>, index: number, { address, base, about }: Around): SourceItem {
  const url = resolve(textOf(item.link), base);
  const guid = textOf(item.guid) ?? textOf(item.id) ?? textOf(item['rdf:about']);
  const id = guid && /^[a-z][a-z0-9+.-]*:/i.test(guid) ? guid : (url ?? (guid ? `${base}#${guid}` : undefined));
  const title = textOf(item.title);
  const bodies = [item['content:encoded'], item.content, item.summary].flatMap((body) => textOf(body) ?? []);
  const body = bodies.reduce((fullest, one) => (one.length > fullest.length ? one : fullest), '') || title;
  const input = `${address}[${index}]`;
  if (!body) return { input, error: new DocumentError('empty', input, 'has neither content nor title') };
  const published = textOf(item.isoDate);
  return {
    input: title ? `${input} ${title.slice(0, 100)}` : input,
    document: {
      ...(id && id.length <= LONGEST_ID ? { id } : {}),
      [/<[a-z!/]|&[a-z#]/i.test(body) ? 'html' : 'text']: body,
      ...(title ? { title: title.slice(0, 2_000) } : {}),
      ...(url ? { url } : {}),
      ...about,
      ...(published ? { publishedAt: published } : {}),
    },
  };
}

/** A field's text; one with attributes comes as an object. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'object' && value !== null ? (value as { _?: unknown })._ : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function resolve(link: string | undefined, base: string): string | undefined {
  if (!link) return undefined;
  const url = URL.canParse(link, base) ? new URL(link, base) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
