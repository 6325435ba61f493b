import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { collect } from '../dictionaries.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { plain, print, say } from '../output.js';
import { openCompiled } from './dict-compiled.js';
import { editedFolder, entityFile, readIfThere, writeWhole } from './dict-overlay.js';

interface Options {
  alias?: string[];
  kind?: string[];
  id?: string;
  set?: string[];
  into?: string;
  file?: string;
}

export function dictAdd(): Command {
  return new Command('add')
    .description('Adds an entry to your dictionaries and prints where it stands. Comments and order of the file stay.')
    .argument('<type>', 'entity type: firm, chip, …')
    .argument('<name>', 'canonical name')
    .option('--alias <name>', 'another name (repeatable)', collect)
    .option('--kind <kind>', 'a kind from types.yaml (repeatable)', collect)
    .option('--id <id>', 'its id; made from the name when left out')
    .option('--set <field=value>', 'a further field, e.g. country=SG (repeatable)', collect)
    .option('--into <folder>', 'folder of your dictionaries')
    .option('--file <file>', 'file to add it to; TYPEs.yaml of the folder when left out')
    .addHelpText(
      'after',
      `
Example:
  chokepoint dict add firm "Copperfern Data" --alias Copperfern --kind cloud-provider --set country=SG --into my-words`,
    )
    .action(action(run));
}

async function run(type: string, name: string, options: Options): Promise<ExitCode> {
  const { addEntry, EntryError } = await import('../../dictionary/add.js');
  const folder = options.file && !options.into ? dirname(options.file) : editedFolder(options.into);
  const { dictionary } = await openCompiled(existsSync(folder) ? [folder] : []);
  const path = entityFile(folder, type, options.file);
  const fields = Object.fromEntries((options.set ?? []).map(parseField));
  try {
    const { text, id, notes } = addEntry(
      await readIfThere(path),
      {
        type,
        name,
        fields,
        ...(options.id === undefined ? {} : { id: options.id }),
        ...(options.alias ? { aliases: options.alias } : {}),
        ...(options.kind ? { kind: options.kind } : {}),
      },
      dictionary,
    );
    await writeWhole(path, text);
    for (const note of notes) say(plain(note));
    await print(`${path}: ${type}:${id}`);
    return EXIT.ok;
  } catch (error) {
    if (error instanceof EntryError) throw new UsageError(error.message);
    throw error;
  }
}

function parseField(given: string): [string, unknown] {
  const [, field = '', value = ''] = /^(\w+)=(.*)$/s.exec(given) ?? [];
  if (field === '') throw new UsageError(`--set ${given}: is not field=value`);
  if (value === 'true' || value === 'false') return [field, value === 'true'];
  return [field, /^\[.*\]$/.test(value) ? value.slice(1, -1).split(/\s*,\s*/) : value];
}
