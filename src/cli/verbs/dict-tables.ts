import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Command, Option } from 'commander';
import type { TableFormat } from '../../dictionary/tables.js';
import { collect } from '../dictionaries.js';
import { action, EXIT, type ExitCode, Failure, UsageError } from '../exit.js';
import { complain, plain, print, say } from '../output.js';
import { openCompiled } from './dict-compiled.js';
import { editedFolder, entityFile, readIfThere, writeWhole } from './dict-overlay.js';

const FORMATS = ['csv', 'json', 'spacy'];

interface Options {
  format?: TableFormat;
  type?: string;
  into?: string;
  dictionaries?: string[];
}

export function dictImport(): Command {
  return new Command('import')
    .description(
      `Adds the entries of a table to your dictionaries: CSV with a head line ("|" between values of a list), JSON as a list of
entries, or the patterns of spaCy's EntityRuler. Entries whose id is taken are complained of and left out.`,
    )
    .argument('<file>', 'table to read')
    .addOption(new Option('--format <format>', 'format; by the name of the file when left out').choices(FORMATS))
    .option('--type <type>', 'entity type of entries that name none')
    .option('--into <folder>', 'folder of your dictionaries')
    .addHelpText('after', '\nExample:\n  chokepoint dict import suppliers.csv --type firm --into my-words')
    .action(action(runImport));
}

export function dictExport(): Command {
  return new Command('export')
    .description('Prints the entries of the dictionaries as a table.')
    .addOption(new Option('--format <format>', 'format').choices(FORMATS).default('csv'))
    .option('--type <type>', 'only entries of a type')
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .addHelpText('after', '\nExample:\n  chokepoint dict export --format spacy > patterns.jsonl')
    .action(action(runExport));
}

async function runImport(file: string, options: Options): Promise<ExitCode> {
  const { readTable, TableError } = await import('../../dictionary/tables.js');
  const { addEntry, EntryError } = await import('../../dictionary/add.js');
  const byName: Record<string, TableFormat> = { '.csv': 'csv', '.json': 'json', '.jsonl': 'spacy' };
  const format = options.format ?? byName[extname(file).toLowerCase()];
  if (!format) throw new UsageError(`${file}: say --format ${FORMATS.join('|')}`);
  const folder = editedFolder(options.into);
  const { dictionary } = await openCompiled(existsSync(folder) ? [folder] : []);
  const texts = new Map<string, string | undefined>();
  const seen = new Set<string>();
  let added = 0;
  let failed = 0;
  try {
    for (const entry of readTable(await readFile(file, 'utf8'), format, options.type)) {
      const path = entityFile(folder, entry.type);
      try {
        if (!texts.has(path)) texts.set(path, await readIfThere(path));
        const result = addEntry(texts.get(path), entry, dictionary);
        if (seen.has(`${entry.type}:${result.id}`)) throw new EntryError(`${entry.type}:${result.id} stands twice`);
        seen.add(`${entry.type}:${result.id}`);
        texts.set(path, result.text);
        added++;
      } catch (error) {
        if (!(error instanceof EntryError)) throw error;
        complain(`${entry.name}: ${error.message}`);
        failed++;
      }
    }
  } catch (error) {
    if (error instanceof TableError) throw new Failure(`${file}: ${error.message}`);
    throw error;
  }
  for (const [path, text] of texts) {
    if (text === undefined) continue;
    await writeWhole(path, text);
    await print(plain(path));
  }
  say(`${added} added, ${failed} left out`);
  return failed > 0 ? EXIT.findings : EXIT.ok;
}

async function runExport(options: Options): Promise<ExitCode> {
  const { writeTable } = await import('../../dictionary/tables.js');
  const { dictionary } = await openCompiled(options.dictionaries);
  await print(writeTable(dictionary, options.format ?? 'csv', options.type).trimEnd());
  return EXIT.ok;
}
