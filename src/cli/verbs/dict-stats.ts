import { Command } from 'commander';
import type { StatRow } from '../../dictionary/stats.js';
import type { Extraction } from '../../schema/extraction.js';
import { collect } from '../dictionaries.js';
import { action, EXIT, type ExitCode } from '../exit.js';
import { print, say } from '../output.js';
import { openProgress } from '../progress.js';
import { counted } from '../words.js';
import { openCompiled } from './dict-compiled.js';
import { readCorpus } from './dict-corpus.js';

interface Options {
  dictionaries?: string[];
  json?: boolean;
  all?: boolean;
}

export function dictStats(): Command {
  return new Command('stats')
    .description(
      `Counts what each entry and each frame does on a corpus: emitted, in how many documents, where others claim the same place
(overlap: in part; conflict: exactly), where its names stood and it was not chosen (passed), and what never matched.`,
    )
    .argument('<corpus>', 'a file or a folder of .txt, .html, .json and .jsonl files')
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .option('--all', 'all rows, and everything that never matched by name')
    .option('--json', 'one line of JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  chokepoint dict stats news\n  chokepoint dict stats news --json | jq -r ".silentFrames[].key"',
    )
    .action(action(run));
}

const ROWS = 20;

async function run(corpus: string, options: Options): Promise<ExitCode> {
  const { dictionary, extract } = await openCompiled(options.dictionaries);
  const documents = await readCorpus(corpus);
  const progress = openProgress(documents.length, true);
  const extractions: Extraction[] = documents.map((document) => {
    progress.add(1);
    return extract(document as { id: string; text: string });
  });
  progress.stop();
  const { corpusStats } = await import('../../dictionary/stats.js');
  const stats = corpusStats(extractions, dictionary);
  if (options.json) {
    await print(JSON.stringify(stats));
    return EXIT.ok;
  }
  await table('entries', stats.entries, options.all ?? false);
  await table('frames', stats.frames, options.all ?? false);
  if (options.all) {
    for (const { key, place } of [...stats.silentFrames, ...stats.silentEntries])
      await print(`never  ${key}  ${place}`);
  }
  say(
    `${counted(stats.documents, 'document')}; never matched: ${stats.silentEntries.length} of ${dictionary.entities.size} entries, ${stats.silentFrames.length} frames${options.all ? '' : ' (--all names them)'}`,
  );
  return EXIT.ok;
}

async function table(title: string, rows: readonly StatRow[], all: boolean): Promise<void> {
  const shown = all ? rows : rows.slice(0, ROWS);
  const width = Math.max(title.length, ...shown.map(({ key }) => key.length));
  await print(`${title.padEnd(width)}  count   docs  coverage  overlap  conflict  passed`);
  for (const { key, count, documents, coverage, overlaps, conflicts, passed, place } of shown) {
    const cells = [
      pad(count, 5),
      pad(documents, 5),
      pad(`${(coverage * 100).toFixed(1)}%`, 8),
      pad(overlaps, 7),
      pad(conflicts, 8),
      pad(passed, 6),
    ];
    await print(`${key.padEnd(width)}  ${cells.join('  ')}  ${place}`);
  }
  if (shown.length < rows.length) await print(`… ${rows.length - shown.length} more`);
  await print('');
}

function pad(value: string | number, width: number): string {
  return String(value).padStart(width);
}
