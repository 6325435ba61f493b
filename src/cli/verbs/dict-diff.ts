import { Command } from 'commander';
import type { Change } from '../../dictionary/compare.js';
import type { Outline } from '../../dictionary/outline.js';
import type { SourceFile } from '../../dictionary/read.js';
import { Pool } from '../../queue/pool/pool.js';
import { readConfig } from '../../schema/config.js';
import { action, EXIT, type ExitCode, Failure, UsageError } from '../exit.js';
import { painter, plain, print, say } from '../output.js';
import { openProgress } from '../progress.js';
import { readCorpus } from './dict-corpus.js';
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
  const [left, right, documents] = await Promise.all([readVersion(before), readVersion(after), readCorpus(options.on)]);
  const { affectedBy } = await import('../../dictionary/affected.js');
  const affected = options.full ? undefined : affectedBy(left, right);
  // HTML is cleaned before it is read: what stands in it is not looked at here.
  const read = affected ? documents.filter(({ text }) => text === undefined || affected(text)) : documents;
  const progress = openProgress(read.length * 2, true);
  const texts = read.map((document) => JSON.stringify(document));
  const [old, fresh] = await Promise.all(
    [
      [before, left],
      [after, right],
    ].map(([name, sources]) => readAll(name as string, sources as SourceFile[], texts, (count) => progress.add(count))),
  );
  progress.stop();
  const { compare, countChanges } = await import('../../dictionary/compare.js');
  const changes = read.flatMap(({ id }, at) => {
    const [a, b] = [old!.outlines[at], fresh!.outlines[at]];
    return a && b ? compare(id, a, b) : [];
  });
  if (options.json) for (const change of changes) await print(JSON.stringify(change));
  else {
    for (const { what, type, counts } of countChanges(changes)) {
      const { appears, disappears, changes: changed } = counts;
      await print(`${what} ${type}: +${appears} -${disappears} ~${changed}`);
      const shown = changes.filter((one) => one.what === what && one.type === type).slice(0, Number(options.examples));
      for (const change of shown) await print(line(change));
    }
  }
  const total = changes.length;
  say(
    `${before} (${old!.version}) → ${after} (${fresh!.version}) on ${documents.length} documents, ${read.length} of which hold a word that differs: ${total} changes${total > limit ? `, more than ${limit}` : ''}`,
  );
  return total > limit ? EXIT.findings : EXIT.ok;
}

const BATCH = 64;

/** Reads all documents with one version, in a thread of its own: the two versions take a core each. */
async function readAll(
  name: string,
  sources: readonly SourceFile[],
  texts: readonly string[],
  told: (count: number) => void,
): Promise<{ version: string; outlines: (Outline | undefined)[] }> {
  const config = readConfig();
  const pool = await Pool.start<Outline>({
    task: new URL(`./dict-diff-task${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href,
    data: { sources },
    threads: 1,
    timeoutMs: config.documentTimeoutMs,
    memoryMb: config.documentMemoryMb,
  }).catch((error: Error) => {
    throw new Failure(`${name}: ${error.message}`);
  });
  try {
    const outlines: (Outline | undefined)[] = [];
    for (let first = 0; first < texts.length; first += BATCH) {
      const results = await pool.run(texts.slice(first, first + BATCH));
      for (const result of results) outlines.push('ok' in result ? result.ok : undefined);
      told(results.length);
    }
    const failed = outlines.filter((one) => one === undefined).length;
    if (failed > 0) say(`${name}: ${failed} documents could not be read and are left out`);
    return { version: (pool.info as { version: string }).version, outlines };
  } finally {
    pool.close();
  }
}

const SIGNS = { appears: '+', disappears: '-', changes: '~' } as const;

function line({ kind, before, after, sentence, documentId }: Change): string {
  const paint = painter();
  const colour = kind === 'appears' ? 'green' : kind === 'disappears' ? 'red' : 'yellow';
  const what = kind === 'changes' ? `${before} → ${after}` : (after ?? before)!;
  return `  ${paint(colour, `${SIGNS[kind]} ${plain(what)}`)}  ${paint('dim', plain(`${documentId}: ${sentence}`))}`;
}
