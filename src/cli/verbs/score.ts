import { Command } from 'commander';
import { extract } from '../../extract/extract.js';
import { type Rates, SCORES, score } from '../../score/index.js';
import { collect, openDictionary } from '../dictionaries.js';
import { action, EXIT, type ExitCode } from '../exit.js';
import { openGold } from '../gold-set.js';
import { plain, print, say } from '../output.js';

interface Options {
  dictionaries?: string[];
  names?: string[];
  errors?: boolean;
  json?: boolean;
  types?: boolean;
}

export function scoreVerb(): Command {
  return new Command('score')
    .description(
      `Extracts the texts of a gold set and prints precision, recall and F1 of mentions (same span and type), linked (and the
same name), relations (same type and arguments) and assertions (and the same polarity and modality).`,
    )
    .argument('<folder>', 'gold set: texts/ID.txt, gold/ID.json and names.json, which says what names are one')
    .option('--errors', 'print each missed and each spurious item')
    .option('--json', 'one line of JSON')
    .option('--names <file>', 'a further table of names (repeatable)', collect)
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .addHelpText(
      'after',
      '\nExamples:\n  chokepoint score my-gold\n  chokepoint score my-gold --errors | grep spurious',
    )
    .action(action(run));
}

async function run(folder: string, options: Options): Promise<ExitCode> {
  const { gold, texts } = await openGold(folder, options.names);
  const dictionary = await openDictionary(options.dictionaries);
  const extractions = texts.map((text) => extract(text, dictionary));
  const relations = [...dictionary.grammar.relations.values()];
  const symmetric = relations.flatMap((relation) => (relation.symmetric ? [relation.id] : []));
  const report = score(gold, extractions, symmetric);
  if (options.json) {
    await print(JSON.stringify({ ...report.scores, byType: report.byType }));
  } else {
    for (const name of SCORES) {
      await print(row(name, report.scores[name]));
      const typed = Object.entries(report.byType[name]).sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [type, rates] of typed) await print(row(`  ${type}`, rates));
    }
  }
  if (options.errors) {
    for (const { id, score: name, kind, what } of report.errors) {
      const line = name ? `${id} ${name} ${kind.padEnd(8)} ${what}` : `${id} ${kind}`;
      await print(options.json ? JSON.stringify({ id, score: name, kind, what }) : plain(line));
    }
  }
  const missing = report.errors.filter(({ kind }) => kind === 'no extraction');
  for (const { id } of missing) say(`chokepoint: ${plain(id)}: no text`);
  return missing.length > 0 ? EXIT.findings : EXIT.ok;
}

function row(label: string, { precision, recall, f1, gold, found }: Rates): string {
  const number = (value: number) => value.toFixed(3);
  const count = (value: number) => String(value).padStart(4);
  return `${label.padEnd(30)} P ${number(precision)}  R ${number(recall)}  F1 ${number(f1)}  gold ${count(gold)}  found ${count(found)}`;
}
