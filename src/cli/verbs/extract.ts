import { Command, Option } from 'commander';
import { readConfig } from '../../schema/config.js';
import { readInputs } from '../../sources/inputs.js';
import { FORMATS, type Format } from '../../sources/item.js';
import { collect, openDictionary } from '../dictionaries.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { complain, print } from '../output.js';

interface Options {
  pretty?: boolean;
  dictionaries?: string[];
  published?: string;
  format: Format;
  id?: string;
}

export function extractVerb(): Command {
  return new Command('extract')
    .description('Extracts documents and prints one Extraction a line. Files are text, .html, .json or .jsonl.')
    .argument('<files...>', 'files to read; - is stdin')
    .option('--pretty', 'indent the JSON for reading')
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .option('--published <date>', 'date of publication of documents that name none')
    .option('--id <id>', 'document id, for a single document')
    .addOption(new Option('--format <format>', 'how to read the input').choices(FORMATS).default('auto'))
    .addHelpText(
      'after',
      `
Examples:
  chokepoint extract article.txt
  chokepoint extract --pretty --published 2025-11-24 page.html
  echo 'DeepSeek stockpiled the H20.' | chokepoint extract -
  chokepoint extract --dictionaries my-words news.jsonl | jq -c '.relations[]'`,
    )
    .action(action(run));
}

async function run(files: string[], options: Options): Promise<ExitCode> {
  if (options.published !== undefined && Number.isNaN(Date.parse(options.published))) {
    throw new UsageError(`--published ${options.published}: not a date`);
  }
  if (options.id !== undefined && files.length !== 1) throw new UsageError('--id: names one document, give one file');
  const config = readConfig();
  const dictionary = await openDictionary(options.dictionaries);
  const { extract } = await import('../../extract/extract.js');
  const { DocumentError, prepareDocument } = await import('../../queue/prepare.js');
  const given = {
    ...(options.published === undefined ? {} : { publishedAt: options.published }),
  };
  let code: ExitCode = EXIT.ok;
  for await (const item of readInputs(files, { format: options.format, maxBytes: config.maxDocumentBytes })) {
    try {
      if ('error' in item) throw item.error;
      const id = options.id === undefined ? {} : { id: options.id };
      const value = isObject(item.document) ? { ...given, ...item.document, ...id } : item.document;
      const { document } = prepareDocument(value, item.input, config.maxDocumentBytes);
      await print(JSON.stringify(extract(document, dictionary), undefined, options.pretty ? 2 : undefined));
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      complain(error.message);
      code = EXIT.findings;
    }
  }
  return code;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
