import { Command } from 'commander';
import { extract } from '../../extract/extract.js';
import { collect, openDictionary } from '../dictionaries.js';
import { relationLine } from '../event-line.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { painter, plain, print } from '../output.js';

interface Options {
  dictionaries?: string[];
  published?: string;
  json?: boolean;
}

export function explainVerb(): Command {
  return new Command('explain')
    .description('Shows what a sentence gives and which line of the dictionaries and which rule is behind it.')
    .argument('<sentence>', 'a sentence, or a few')
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .option('--published <date>', 'date that relative times are counted from')
    .option('--json', 'the extraction as one JSON line')
    .addHelpText('after', '\nExample:\n  chokepoint explain "DeepSeek, which stockpiled the H20, works with Huawei."')
    .action(action(run));
}

async function run(sentence: string, options: Options): Promise<ExitCode> {
  if (sentence.trim() === '') throw new UsageError('the sentence is empty');
  const dictionary = await openDictionary(options.dictionaries);
  const publishedAt = options.published === undefined ? {} : { publishedAt: options.published };
  const extraction = extract({ id: 'explain', text: sentence, ...publishedAt }, dictionary);
  const { mentions, relations } = extraction;
  if (options.json) {
    await print(JSON.stringify(extraction));
    return EXIT.ok;
  }
  const paint = painter();
  const width = Math.max(0, ...mentions.map(({ text }) => text.length));
  for (const { text, type, name, id, by } of mentions) {
    await print(
      `${paint('bold', plain(text).padEnd(width))}  ${type}  ${plain(name)}  ${paint('dim', id ?? 'in no dictionary')}`,
    );
    await print(`${' '.repeat(width)}  ${paint('dim', because([by.rule, by.entry, ...(by.evidence ?? [])]))}`);
  }
  if (mentions.length === 0) await print('no mention');
  await print('');
  for (const relation of relations) {
    const { by, confidence, evidence } = relation;
    await print(`${relationLine(relation, paint)}  ${paint('dim', `"${plain(evidence.text)}"`)}`);
    await print(`  ${paint('dim', because([by.frame, by.entry, ...by.steps, `confidence ${confidence.toFixed(2)}`]))}`);
  }
  if (relations.length === 0) await print('no relation');
  return EXIT.ok;
}

function because(reasons: (string | undefined)[]): string {
  return reasons
    .filter((reason) => reason !== undefined)
    .map(plain)
    .join(' · ');
}
