import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import type { Change } from '../../dictionary/compare.js';
import { Pool } from '../../queue/pool/pool.js';
import { readConfig } from '../../schema/config.js';
import { action, EXIT, type ExitCode, Failure, UsageError } from '../exit.js';
import { painter, plain, print, say } from '../output.js';
import { openProgress } from '../progress.js';
import { counted } from '../words.js';
import { type CorpusDocument, readCorpus } from './dict-corpus.js';
import type { Difference, DiffTask, NamedVersion } from './dict-diff-task.js';
import { readVersion } from './dict-versions.js';

interface Options {
  on: string;
  limit?: string;
  examples: string;
  full?: boolean;
  json?: boolean;
}

export function dictDiff(): Command {
  return new Command('diff')
    .description(
      `Shows what would change on a corpus: which mentions and relations appear, disappear or change between two versions of the
dictionaries. A version is a folder, or a git revision (REV or REV:FOLDER). Exit code 1 when more changes than --limit.`,
    )
    .argument('<before>', 'a folder or a git revision')
    .argument('<after>', 'a folder or a git revision')
    .requiredOption('--on <corpus>', 'a file or a folder of .txt, .html, .json and .jsonl files')
    .option('--limit <count>', 'most changes that are all right')
    .option('--examples <count>', 'examples a type', '5')
    .option('--full', 'read every document, not only those with a word of what differs')
    .option('--json', 'one JSON line a change')
    .addHelpText(
      'after',
      `
Examples:
  chokepoint dict diff dictionaries my-words --on news
  chokepoint dict diff main HEAD --on news --limit 100`,
    )
    .action(action(run));
}

async function run(before: string, after: string, options: Options): Promise<ExitCode> {
  const limit = options.limit === undefined ? Number.POSITIVE_INFINITY : Number(options.limit);
  if (!(limit >= 0)) throw new UsageError(`--limit ${options.limit}: is no count`);
  const examples = Number(options.examples);
  if (!(examples >= 0)) throw new UsageError(`--examples ${options.examples}: is no count`);
  const [left, right, documents] = await Promise.all([readVersion(before), readVersion(after), readCorpus(options.on)]);
  const { versions, differences } = await diff(
    [
      { name: before, sources: left },
      { name: after, sources: right },
    ],
    documents,
    options.full ?? false,
  );
  const { countChanges } = await import('../../dictionary/compare.js');
  const changes = differences.flatMap((one) => one ?? []);
  if (options.json) for (const change of changes) await print(JSON.stringify(change));
  else {
    for (const { what, type, counts } of countChanges(changes)) {
      const { appears, disappears, changes: changed } = counts;
      await print(`${what} ${type}: +${appears} -${disappears} ~${changed}`);
      const shown = changes.filter((one) => one.what === what && one.type === type).slice(0, examples);
      for (const change of shown) await print(line(change));
    }
  }
  const total = changes.length;
  const read = differences.filter(Boolean).length;
  say(
    `${before} (${versions[0]}) → ${after} (${versions[1]}) on ${counted(documents.length, 'document')}, ${read} of which hold a word that differs: ${counted(total, 'change')}${total > limit ? `, more than ${limit}` : ''}`,
  );
  return total > limit ? EXIT.findings : EXIT.ok;
}

const BATCH = 64;
/** A further thread is begun only for more work than it takes to begin one. */
const WORTH_MS = 2_500;

/** Reads all documents with both versions; in threads, since a document may take long, as many as are worth their while. */
async function diff(
  named: readonly NamedVersion[],
  documents: readonly CorpusDocument[],
  full: boolean,
): Promise<{ versions: readonly string[]; differences: Difference[] }> {
  const progress = openProgress(documents.length, true);
  const differences: Difference[] = [];
  let versions: readonly string[] = [];
  let failed = 0;
  let next = 0;
  let threads = 0;
  const work = async (): Promise<void> => {
    threads++;
    const pool = await start(named, full);
    ({ versions } = pool.info as DiffTask['info']);
    try {
      const others: Promise<void>[] = [];
      const begun = { at: next, ms: performance.now() };
      while (next < documents.length) {
        const from = next;
        next += BATCH;
        const results = await pool.run(documents.slice(from, next).map((document) => JSON.stringify(document)));
        for (const [at, result] of results.entries()) {
          if ('ok' in result) differences[from + at] = result.ok;
          else failed++;
        }
        progress.add(results.length);
        const each = (performance.now() - begun.ms) / (next - begun.at);
        const busy = results.some((result) => 'ok' in result && result.ok !== undefined);
        if (busy && threads < availableParallelism() && each * (documents.length - next) > WORTH_MS)
          others.push(work());
      }
      await Promise.all(others);
    } finally {
      pool.close();
    }
  };
  try {
    await work();
  } finally {
    progress.stop();
  }
  if (failed > 0) say(`${counted(failed, 'document')} could not be read and left out`);
  return { versions, differences };
}

/** One thread with both versions. */
function start(versions: readonly NamedVersion[], full: boolean): Promise<Pool<Difference>> {
  const { documentTimeoutMs, documentMemoryMb } = readConfig();
  return Pool.start<Difference>({
    task: new URL(`./dict-diff-task${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href,
    data: { versions, full },
    threads: 1,
    timeoutMs: documentTimeoutMs * 2,
    memoryMb: documentMemoryMb,
  }).catch((error: Error) => {
    throw new Failure(error.message);
  });
}

const SIGNS = { appears: '+', disappears: '-', changes: '~' } as const;

function line({ kind, before, after, sentence, documentId }: Change): string {
  const paint = painter();
  const colour = kind === 'appears' ? 'green' : kind === 'disappears' ? 'red' : 'yellow';
  const what = kind === 'changes' ? `${before} → ${after}` : (after ?? before)!;
  return `  ${paint(colour, `${SIGNS[kind]} ${plain(what)}`)}  ${paint('dim', plain(`${documentId}: ${sentence}`))}`;
}
