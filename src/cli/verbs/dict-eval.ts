import { Command } from 'commander';
import type { Extraction } from '../../schema/extraction.js';
import { rates, SCORES, type ScoreError, score } from '../../score/index.js';
import { collect } from '../dictionaries.js';
import { action, EXIT, type ExitCode } from '../exit.js';
import { openGold } from '../gold-set.js';
import { plain, print } from '../output.js';
import { openCompiled } from './dict-compiled.js';

interface Options {
  dictionaries?: string[];
  json?: boolean;
}

interface Cost {
  key: string;
  place: string;
  found: number;
  wrong: number;
}

export function dictEval(): Command {
  return new Command('eval')
    .description(
      `Scores the dictionaries on a gold set: by type, by frame, and the entries and frames that cost the most precision.`,
    )
    .argument('<gold>', 'gold set: texts/ID.txt, gold/ID.json and names.json')
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .option('--json', 'one line of JSON')
    .addHelpText('after', '\nExample:\n  chokepoint dict eval my-gold --dictionaries my-words')
    .action(action(run));
}

const WORST = 15;

async function run(folder: string, options: Options): Promise<ExitCode> {
  const { gold, texts } = await openGold(folder);
  const { dictionary, extract } = await openCompiled(options.dictionaries);
  const extractions = texts.map(extract);
  const symmetric = [...dictionary.grammar.relations.values()].flatMap(({ id, symmetric: is }) => (is ? [id] : []));
  const report = score(gold, extractions, symmetric);
  const frames = costs(extractions, report.errors, 'assertions');
  const entries = costs(extractions, report.errors, 'linked').filter(({ wrong }) => wrong > 0);
  if (options.json) {
    await print(JSON.stringify({ scores: report.scores, byType: report.byType, frames, entries }));
    return EXIT.ok;
  }
  for (const name of SCORES) {
    await print(row(name, report.scores[name]));
    for (const type of Object.keys(report.byType[name]).sort())
      await print(row(`  ${type}`, report.byType[name][type]!));
  }
  await print('\nframes: precision, found, wrong');
  for (const { key, place, found, wrong } of frames) {
    const { precision } = rates({ hit: found - wrong, found, gold: found });
    await print(
      `${plain(key).padEnd(40)} P ${precision.toFixed(3)}  ${String(found).padStart(4)}  ${String(wrong).padStart(4)}  ${place}`,
    );
  }
  await print('\nentries and rules that cost the most precision: wrong of found');
  for (const { key, place, found, wrong } of entries.slice(0, WORST)) {
    await print(`${plain(key).padEnd(40)} ${String(wrong).padStart(4)} of ${String(found).padEnd(4)}  ${place}`);
  }
  return EXIT.ok;
}

/** How often each frame, or each entry, was found and was wrong; what costs most first. */
function costs(
  extractions: readonly Extraction[],
  errors: readonly ScoreError[],
  name: 'assertions' | 'linked',
): Cost[] {
  const spurious = new Map<string, number>();
  for (const { id, score: which, kind, what } of errors) {
    if (which === name && kind === 'spurious') spurious.set(`${id} ${what}`, (spurious.get(`${id} ${what}`) ?? 0) + 1);
  }
  const rows = new Map<string, Cost>();
  for (const { documentId, mentions, relations } of extractions) {
    const found =
      name === 'linked'
        ? mentions.map(({ type, start, end, name: canonical, id, by }) => ({
            key: id ?? `${type} by ${by.rule}`,
            place: by.entry ?? '',
            what: `${type} [${start},${end}) ${canonical}`,
          }))
        : relations.map(({ type, subject, object, polarity, modality, by }) => ({
            key: by.frame,
            place: by.entry,
            what: `${type}(${subject.name}, ${object.name}) ${polarity}/${modality}`,
          }));
    for (const { key, place, what } of found) {
      const row = rows.get(key) ?? { key, place, found: 0, wrong: 0 };
      rows.set(key, row);
      row.found++;
      const left = spurious.get(`${documentId} ${what}`) ?? 0;
      if (left === 0) continue;
      row.wrong++;
      spurious.set(`${documentId} ${what}`, left - 1);
    }
  }
  return [...rows.values()].sort((a, b) => b.wrong - a.wrong || b.found - a.found);
}

function row(label: string, { precision, recall, f1, gold, found }: ReturnType<typeof rates>): string {
  return `${label.padEnd(30)} P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}  gold ${String(gold).padStart(4)}  found ${String(found).padStart(4)}`;
}
