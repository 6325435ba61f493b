import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { readConfig } from '../../schema/config.js';
import { FeedError, isAddress, readFeed } from '../../sources/feed-reader.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { type FeedMemories, openMemories } from '../feed-memory.js';
import { complain, say } from '../output.js';
import { inWords, openPushing, type Pushing, saySum } from '../pushing.js';
import { refuseToLose, withRedis } from '../redis.js';
import { untilStopped } from '../signals.js';

interface Options {
  every: string;
  once?: boolean;
  again?: boolean;
  private?: boolean;
  wait: string;
  quiet?: boolean;
}

export function watchVerb(): Command {
  return new Command('watch')
    .description(
      `Pushes what is new in RSS and Atom feeds, until SIGTERM or Ctrl-C. Each item is a document: its id is its guid or its link, its
text is what the feed carries of it. A feed that cannot be read is told of and asked again, ever more seldom; the others go on.`,
    )
    .argument('<feeds...>', 'addresses (http, https), or files')
    .option('--every <minutes>', 'how often each feed is asked; more seldom where the feed itself says so', '15')
    .option('--once', 'ask each feed once, and end')
    .option('--again', 'push every item, also those that are known from before')
    .option('--private', 'allow addresses that are not of the public Internet')
    .option('--wait <seconds>', 'how long to wait while the queue is full', '300')
    .option('-q, --quiet', 'no line for each document, only the sums')
    .addHelpText(
      'after',
      `
What was seen of a feed is remembered in CHOKEPOINT_DATA_DIR, so that a server sends only what has changed and an item is pushed
only when it is new or was edited. An edited item is a correction of the same document.

Examples:
  chokepoint watch https://news.example/rss.xml https://wire.example/atom.xml
  chokepoint watch --once --quiet https://news.example/rss.xml
  chokepoint watch --once downloads/feed.xml`,
    )
    .action(action(run));
}

const MOST_MINUTES = 7 * 24 * 60;

async function run(feeds: string[], options: Options): Promise<ExitCode> {
  for (const feed of feeds) {
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(feed) && !isAddress(feed))
      throw new UsageError(`${feed}: is neither http nor https`);
    if (isAddress(feed) && !URL.canParse(feed)) throw new UsageError(`${feed}: is no address`);
  }
  const minutes = Number(options.every);
  if (!(minutes >= 1 && minutes <= MOST_MINUTES))
    throw new UsageError(`--every ${options.every}: not a number of minutes from 1 to ${MOST_MINUTES}`);
  const waitMs = Number(options.wait) * 1_000;
  if (!(waitMs >= 0)) throw new UsageError(`--wait ${options.wait}: not a number of seconds`);
  const { dataDir, namespace } = readConfig();
  const signal = untilStopped();
  return withRedis(async (redis) => {
    refuseToLose(redis);
    const { Producer } = await import('../../queue/index.js');
    const producer = new Producer(redis);
    const pushing = openPushing(producer, { waitMs, signal, quiet: Boolean(options.quiet) });
    const memories = await openMemories(dataDir, namespace);
    const watched = [...new Set(feeds)].map((address) => ({
      address,
      due: 0,
      failures: 0,
      again: options.again === true,
    }));
    let failed = 0;
    if (!options.once) say('ready');
    try {
      while (!signal.aborted) {
        // One after the other: no host is asked by us twice at once.
        for (const feed of watched.filter(({ due }) => due <= Date.now())) {
          if (signal.aborted) break;
          const told = await ask(feed.address, feed.again, memories, pushing, { ...options, signal });
          feed.again &&= !told.taken;
          feed.failures = told.taken ? 0 : feed.failures + 1;
          if (!told.taken) failed++;
          feed.due = Date.now() + pause(minutes * 60_000, feed.failures, told.waitMs);
        }
        if (options.once) break;
        const next = Math.min(...watched.map(({ due }) => due));
        await sleep(Math.max(0, next - Date.now()), undefined, { signal }).catch(() => {});
      }
    } finally {
      await producer.close();
    }
    saySum(pushing.sum);
    return (options.once && failed > 0) || pushing.sum.rejected > 0 ? EXIT.findings : EXIT.ok;
  });
}

interface Told {
  readonly taken: boolean;
  /** How long the feed asks to be left alone. */
  readonly waitMs?: number;
}

/** Asks one feed and pushes what is new; it is remembered once it has been pushed. */
async function ask(
  feed: string,
  again: boolean,
  memories: FeedMemories,
  pushing: Pushing,
  options: { readonly private?: boolean; readonly signal: AbortSignal },
): Promise<Told> {
  try {
    const reading = await readFeed(feed, again ? undefined : memories.get(feed), {
      allowPrivate: options.private === true,
      signal: options.signal,
    });
    const before = { ...pushing.sum };
    for (const item of reading.changed) if ('error' in item) await pushing.refuse(item.input, item.error);
    const items = reading.changed.flatMap((item) => ('document' in item ? [item] : []));
    if (items.length > 0) await pushing.send(items);
    await memories.keep(feed, reading.memory);
    const { queued, known, rejected } = pushing.sum;
    const sum = { queued: queued - before.queued, known: known - before.known, rejected: rejected - before.rejected };
    say(`${feed}: ${inWords({ ...sum, unchanged: reading.unchanged }) || 'no items'}`);
    return { taken: true, ...(reading.ttlMinutes ? { waitMs: reading.ttlMinutes * 60_000 } : {}) };
  } catch (error) {
    if (options.signal.aborted) return { taken: false };
    if (!(error instanceof FeedError)) throw error;
    complain(/must not be asked/.test(error.message) ? `${error.message} (--private allows it)` : error.message);
    return { taken: false, ...(error.waitMs ? { waitMs: error.waitMs } : {}) };
  }
}

const LONGEST_MS = 24 * 60 * 60_000;

/** How long a feed is left alone: as long as is asked for, twice as long after each failure, at most a day. */
export function pause(everyMs: number, failures: number, waitMs = 0): number {
  return Math.min(Math.max(everyMs * 2 ** Math.min(failures, 10), waitMs), Math.max(LONGEST_MS, everyMs));
}
