import { Command } from 'commander';
import { formatDiagnostic } from '../../schema/diagnostic.js';
import { collect } from '../dictionaries.js';
import { action, EXIT, type ExitCode } from '../exit.js';
import { painter, plain, print, say } from '../output.js';
import { counted } from '../words.js';
import { openFolders, readFolders, refuseEmpty, writeSource } from './dict-folders.js';

interface Options {
  dictionaries?: string[];
  fix?: boolean;
  sort?: boolean;
  info?: boolean;
  json?: boolean;
}

export function dictCheck(): Command {
  return new Command('check')
    .description(
      `Prints every problem of the dictionaries as file:line:column. Exit code 1 when one is an error. A folder lies over the
shipped dictionaries; one that declares types of its own stands alone.`,
    )
    .argument('[folders...]', 'folders to check; without any, the dictionaries in use')
    .option('--dictionaries <folder>', 'a folder to check (repeatable)', collect)
    .option('--fix', 'remove exact duplicates; comments and order stay')
    .option('--sort', 'with --fix: sort entries by id, between comments and blank lines')
    .option('--info', 'print hints that are no problems too')
    .option('--json', 'one JSON line a problem')
    .addHelpText('after', '\nExamples:\n  chokepoint dict check\n  chokepoint dict check my-words --fix')
    .action(action(run));
}

async function run(given: string[], options: Options): Promise<ExitCode> {
  const { checkDictionary, fixFindings } = await import('../../dictionary/check.js');
  const folders = await openFolders([...given, ...(options.dictionaries ?? [])]);
  let sources = await readFolders(folders);
  refuseEmpty(folders, sources);
  let checked = checkDictionary(sources);
  const own = (layer: number) => layer >= folders.own;
  if (options.fix) {
    const fixed = fixFindings(
      sources.filter(({ layer }) => own(layer ?? 0)),
      checked.findings,
    );
    if (options.sort) {
      const { isKind } = await import('../../dictionary/files.js');
      const { sortItems } = await import('../../dictionary/edit.js');
      for (const source of sources) {
        if (!own(source.layer ?? 0) || !isKind(source, 'entities')) continue;
        const at = fixed.findIndex(({ path }) => path === source.path);
        const before = fixed[at] ?? source;
        const text = sortItems(before.text, ['entries'], 'id');
        if (text !== before.text) fixed.splice(at < 0 ? fixed.length : at, at < 0 ? 0 : 1, { ...before, text });
      }
    }
    for (const file of fixed) {
      await writeSource(file);
      say(`${plain(file.path)}: mended`);
    }
    if (fixed.length > 0) {
      sources = await readFolders(folders);
      checked = checkDictionary(sources);
    }
  }
  const { dictionary, findings } = checked;
  const counts = { error: 0, warning: 0, info: 0 };
  const paint = painter();
  for (const { diagnostic, layer } of findings) {
    // What is broken below an overlay is broken for it too; what is merely unwise there is not its business.
    if (!own(layer) && diagnostic.severity !== 'error') continue;
    counts[diagnostic.severity]++;
    if (diagnostic.severity === 'info' && !options.info) continue;
    const line = formatDiagnostic(diagnostic);
    const colour = diagnostic.severity === 'error' ? 'red' : 'yellow';
    await print(
      options.json
        ? JSON.stringify(diagnostic)
        : plain(line).replace(` ${diagnostic.severity} `, (word) => paint(colour, word)),
    );
  }
  const hints = counts.info > 0 ? `, ${counted(counts.info, 'hint')}${options.info ? '' : ' (--info)'}` : '';
  say(
    `version ${dictionary.version}: ${dictionary.entities.size} entities, ${dictionary.grammar.relations.size} relations; ${counted(counts.error, 'error')}, ${counted(counts.warning, 'warning')}${hints}`,
  );
  return counts.error > 0 ? EXIT.findings : EXIT.ok;
}
