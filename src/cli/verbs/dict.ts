import { Command } from 'commander';
import { formatDiagnostic } from '../../schema/diagnostic.js';
import { collect, dictionaryFolders } from '../dictionaries.js';
import { action, EXIT, type ExitCode } from '../exit.js';
import { print, say } from '../output.js';

interface Options {
  dictionaries?: string[];
  json?: boolean;
}

/** The verbs for whoever tunes dictionaries; each further one is a file in `verbs/dict/` and a line here. */
export function dictVerb(): Command {
  const dict = new Command('dict').description('Looks after the dictionaries.');
  dict
    .command('check')
    .description('Prints every problem of the dictionaries as file:line:column. Exit code 1 when one is an error.')
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .option('--json', 'one JSON line a problem')
    .addHelpText('after', '\nExamples:\n  chokepoint dict check\n  chokepoint dict check --dictionaries my-words')
    .action(action(check));
  return dict;
}

async function check(options: Options): Promise<ExitCode> {
  const { loadDictionary } = await import('../../dictionary/load.js');
  const { dictionary, diagnostics } = await loadDictionary(dictionaryFolders(options.dictionaries));
  for (const diagnostic of diagnostics) {
    await print(options.json ? JSON.stringify(diagnostic) : formatDiagnostic(diagnostic));
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  say(
    `version ${dictionary.version}: ${dictionary.entities.size} entities, ${errors} errors, ${diagnostics.length - errors} warnings`,
  );
  return errors > 0 ? EXIT.findings : EXIT.ok;
}
