import { Command } from 'commander';
import { collect } from '../dictionaries.js';
import { action, EXIT, type ExitCode } from '../exit.js';
import { painter, plain, print, say } from '../output.js';
import { openCompiled } from './dict-compiled.js';
import { refuseEmpty } from './dict-folders.js';

interface Options {
  dictionaries?: string[];
  json?: boolean;
}

export function dictTest(): Command {
  return new Command('test')
    .description(
      `Runs the tests beside the dictionaries (NAME.test.yaml) and the examples and counterexamples of relations through the
extractor. Exit code 1 when one fails.`,
    )
    .argument('[folders...]', 'folders to test; without any, the dictionaries in use')
    .option('--dictionaries <folder>', 'a folder to test (repeatable)', collect)
    .option('--json', 'one JSON line a failure')
    .addHelpText('after', '\nExamples:\n  chokepoint dict test\n  chokepoint dict test my-words')
    .action(action(run));
}

async function run(given: string[], options: Options): Promise<ExitCode> {
  const { runTests } = await import('../../dictionary/run-tests.js');
  const { sources, folders, dictionary, extract } = await openCompiled([...given, ...(options.dictionaries ?? [])]);
  refuseEmpty(folders, sources);
  const relations = [...dictionary.grammar.relations.values()];
  const symmetric = new Set(relations.flatMap(({ id, symmetric: is }) => (is ? [id] : [])));
  const { passed, failures } = runTests(
    sources.filter(({ layer }) => (layer ?? 0) >= folders.own),
    extract,
    { symmetric, canonical: (id) => dictionary.entities.get(id)?.name },
  );
  const paint = painter();
  for (const failure of failures) {
    const { file, line, column, text, differences } = failure;
    if (options.json) {
      await print(JSON.stringify(failure));
      continue;
    }
    await print(`${file}:${line}:${column} ${paint('bold', plain(text))}`);
    for (const difference of differences) {
      await print(`    ${paint(difference.startsWith('-') ? 'red' : 'green', plain(difference))}`);
    }
  }
  say(`${passed} passed, ${failures.length} failed${failures.length > 0 ? ' (- expected, + found)' : ''}`);
  return failures.length > 0 ? EXIT.findings : EXIT.ok;
}
