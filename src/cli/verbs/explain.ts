import { Command } from 'commander';
import { collect, openDictionary } from '../dictionaries.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { explainedLines } from '../explained.js';
import { painter, print } from '../output.js';

interface Options {
  dictionaries?: string[];
  published?: string;
  json?: boolean;
}

export function explainVerb(): Command {
  return new Command('explain')
    .description(
      `Shows what a sentence gives and which line of the dictionaries and which rule is behind it: tokens with their tags, mentions,
clauses, the frames that matched with their slots; and for verbs and nouns near two names that state nothing, the first
stage that failed and which edit of the dictionaries would change it.`,
    )
    .argument('<sentence>', 'a sentence, or a few')
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .option('--published <date>', 'date that relative times are counted from')
    .option('--json', 'the explanation as one JSON line')
    .addHelpText(
      'after',
      `
Examples:
  chokepoint explain "DeepSeek, which stockpiled the H20, works with Huawei."
  chokepoint explain --published 2025-04-16 "Oracle leased two halls from Crusoe last month."
  chokepoint explain --json "Huawei befriended SMIC." | jq .parsed[0].predicates`,
    )
    .action(action(run));
}

async function run(sentence: string, options: Options): Promise<ExitCode> {
  if (sentence.trim() === '') throw new UsageError('the sentence is empty');
  const { published } = options;
  if (published !== undefined && Number.isNaN(Date.parse(published)))
    throw new UsageError(`--published ${published}: not a date`);
  const dictionary = await openDictionary(options.dictionaries);
  const { explain } = await import('../../extract/explain.js');
  const document = { id: 'explain', text: sentence, ...(published === undefined ? {} : { publishedAt: published }) };
  const explanation = explain(document, dictionary);
  if (options.json) await print(JSON.stringify(explanation));
  else for (const line of explainedLines(explanation, painter())) await print(line);
  return EXIT.ok;
}
