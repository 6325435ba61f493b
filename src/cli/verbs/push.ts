import { Command, Option } from 'commander';
import type { PushItem } from '../../queue/producer.js';
import { readConfig } from '../../schema/config.js';
import { readInputs } from '../../sources/inputs.js';
import { FORMATS, type Format } from '../../sources/item.js';
import { collect } from '../dictionaries.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { complain } from '../output.js';
import { countDocuments, openProgress } from '../progress.js';
import { openPushing, saySum } from '../pushing.js';
import { refuseToLose, withRedis } from '../redis.js';
import { untilStopped } from '../signals.js';

interface Options {
  id?: string;
  url?: string;
  title?: string;
  source?: string;
  language?: string;
  published?: string;
  withdraw?: string[];
  format: Format;
  wait: string;
  quiet?: boolean;
}

const BATCH = 256;

export function pushVerb(): Command {
  return new Command('push')
    .description(
      `Puts documents on the queue: text, HTML, JSON or JSON lines. The same document again is "known" and costs nothing, a
changed text under the same id is a correction. A bad document is refused by itself; the rest goes on.`,
    )
    .argument('[files...]', 'files to read; - is stdin')
    .option('--id <id>', 'document id, for a single document')
    .option('--url <url>', 'where it was published')
    .option('--title <title>', 'its headline')
    .option('--source <source>', 'who published it')
    .option('--language <tag>', 'its language, as a BCP 47 tag')
    .option('--published <date>', 'when it was published (ISO 8601)')
    .option('--withdraw <id>', 'take a document back: all that it asserted is retracted (repeatable)', collect)
    .addOption(new Option('--format <format>', 'how to read the input').choices(FORMATS).default('auto'))
    .option('--wait <seconds>', 'how long to wait while the queue is full', '300')
    .option('-q, --quiet', 'no line for each document, only the sum')
    .addHelpText(
      'after',
      `
Files named .html, .htm, .json, .jsonl and .ndjson are read as such, others as text; the id of a text or HTML file is its
name without folder and extension. Options describe every document of the call that does not say so itself.

Examples:
  chokepoint push article.txt page.html
  chokepoint push --quiet crawl-*.jsonl
  curl -s https://news.example/story | chokepoint push --url https://news.example/story --format html -
  chokepoint push --id story-17 --published 2025-11-24 story.txt
  chokepoint push --withdraw story-17`,
    )
    .action(action(run));
}

async function run(files: string[], options: Options): Promise<ExitCode> {
  const withdraw = options.withdraw ?? [];
  if (files.length + withdraw.length === 0)
    throw new UsageError('nothing to push: name files, - for stdin, or --withdraw');
  if (options.id !== undefined && files.length !== 1) throw new UsageError('--id: names one document, give one file');
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('-: stdin can be read once');
  const waitMs = Number(options.wait) * 1_000;
  if (!(waitMs >= 0)) throw new UsageError(`--wait ${options.wait}: not a number of seconds`);
  const config = readConfig();
  const signal = untilStopped();
  return withRedis(async (redis) => {
    refuseToLose(redis);
    const { Producer } = await import('../../queue/index.js');
    const producer = new Producer(redis);
    const progress = openProgress(await countDocuments(files), Boolean(options.quiet));
    const pushing = openPushing(producer, { waitMs, signal, quiet: Boolean(options.quiet), aside: progress.aside });
    const send = async (items: PushItem[]) => {
      await pushing.send(items);
      progress.add(items.length);
    };
    try {
      let items: PushItem[] = [];
      let seen = 0;
      for await (const item of readInputs(files, { format: options.format, maxBytes: config.maxDocumentBytes })) {
        if (signal.aborted) break;
        if (options.id !== undefined && ++seen > 1) throw new UsageError(`--id: ${item.input} is a second document`);
        if ('error' in item) {
          await pushing.refuse(item.input, item.error);
          progress.add(1);
          continue;
        }
        items.push({ input: item.input, document: described(item.document, options) });
        if (items.length >= BATCH) await send(items.splice(0));
      }
      if (items.length > 0 && !signal.aborted) await send(items);
      items = [];
      for (const result of await producer.withdraw(withdraw)) {
        if (result.status === 'absent') complain(`${result.documentId}: unknown, nothing to withdraw`);
        await pushing.note({ input: '--withdraw', ...result });
      }
    } finally {
      progress.stop();
      await producer.close();
    }
    const { sum } = pushing;
    saySum(sum);
    return sum.rejected + sum.absent > 0 || signal.aborted ? EXIT.findings : EXIT.ok;
  });
}

/** The document with what the options say of it; what it says itself wins, but for the id. */
function described(document: unknown, options: Options): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  const { id, url, title, source, language, published } = options;
  const given = { url, title, source, language, publishedAt: published };
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...defined, ...document, ...(id === undefined ? {} : { id }) };
}
