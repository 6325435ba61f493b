import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Accepted } from '../../dictionary/accept.js';
import type { Decided } from '../../dictionary/decisions.js';
import type { Suggestion } from '../../dictionary/suggest.js';
import { collect } from '../dictionaries.js';
import { shown } from '../dictionary-files.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { complain, painter, plain, print, say } from '../output.js';
import { openProgress } from '../progress.js';
import { type Compiled, openCompiled } from './dict-compiled.js';
import { readCorpus } from './dict-corpus.js';
import { editedFolder, readIfThere, writeWhole } from './dict-overlay.js';
import { reviewOnTerminal } from './dict-review.js';

interface Options {
  into?: string;
  dictionaries?: string[];
  accept?: string;
  json?: boolean;
  list?: boolean;
  limit?: string;
}

export function dictSuggest(): Command {
  return new Command('suggest')
    .description(
      `Looks through a corpus for what the dictionaries lack: names that no entry holds, and verbs between two known entities that
no frame covers. On a terminal one after the other can be accepted, rejected or ignored; what is accepted is written into your folder.`,
    )
    .argument('<corpus>', 'a file or a folder of .txt, .html, .json and .jsonl files')
    .option('--into <folder>', 'folder of your dictionaries, which is edited; it also lies over the others')
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .option('--accept <file>', 'apply the decisions of a file: lines of --json with "decision" added')
    .option('--json', 'one JSON line a suggestion')
    .option('--list', 'a line a suggestion, also on a terminal')
    .option('--limit <count>', 'at most so many suggestions')
    .addHelpText(
      'after',
      `
Examples:
  chokepoint dict suggest news --into my-words
  chokepoint dict suggest news --json | jq -c 'select(.kind == "name" and .count > 5) + {decision: "accept"}' > decisions.jsonl
  chokepoint dict suggest news --into my-words --accept decisions.jsonl`,
    )
    .action(action(run));
}

async function run(corpus: string, options: Options): Promise<ExitCode> {
  const folder = options.into;
  const given = [...(options.dictionaries ?? []), ...(folder && existsSync(folder) ? [folder] : [])];
  const compiled = await openCompiled(given);
  const suggestions = await find(corpus, compiled, folder);
  const limit = options.limit === undefined ? Number.POSITIVE_INFINITY : Number(options.limit);
  if (!(limit > 0)) throw new UsageError(`--limit ${options.limit}: is no count`);
  if (options.accept !== undefined) {
    const { decided, errors } = await readDecided(options.accept, suggestions);
    for (const error of errors) complain(`${options.accept}: ${error}`);
    const failed = await apply(decided, compiled, editedFolder(folder));
    return errors.length + failed > 0 ? EXIT.findings : EXIT.ok;
  }
  const first = suggestions.slice(0, limit);
  if (options.json) {
    for (const suggestion of first) await print(JSON.stringify(suggestion));
    return EXIT.ok;
  }
  if (process.stdin.isTTY && process.stdout.isTTY && !options.list && first.length > 0) {
    const into = editedFolder(folder);
    const decided = await reviewOnTerminal(first, compiled.dictionary);
    if (!decided) return EXIT.ok;
    return (await apply(decided, compiled, into)) > 0 ? EXIT.findings : EXIT.ok;
  }
  const paint = painter();
  for (const suggestion of first) await print(line(suggestion, paint));
  if (first.length === 0) say('nothing to suggest');
  return EXIT.ok;
}

async function find(corpus: string, { dictionary, extract }: Compiled, folder?: string): Promise<Suggestion[]> {
  const documents = await readCorpus(corpus);
  const progress = openProgress(documents.length, true);
  const extractions = documents.map((document) => {
    progress.add(1);
    return extract(document as { id: string; text: string });
  });
  progress.stop();
  const { DECIDED_FILE } = await import('../../dictionary/accept.js');
  const known = folder ? ((await readIfThere(join(folder, DECIDED_FILE))) ?? '').split('\n') : [];
  const { suggest } = await import('../../dictionary/suggest.js');
  return suggest(extractions, dictionary, new Set(known));
}

async function readDecided(
  path: string,
  suggestions: readonly Suggestion[],
): Promise<{ decided: Decided[]; errors: string[] }> {
  const { readDecisions } = await import('../../dictionary/decisions.js');
  const { decisions, errors } = readDecisions(await readFile(path, 'utf8'));
  const byKey = new Map(suggestions.map((suggestion) => [suggestion.key, suggestion]));
  const decided = decisions.flatMap((decision): Decided[] => {
    const suggestion = byKey.get(decision.key);
    if (!suggestion) errors.push(`${decision.key}: is not suggested (any more)`);
    return suggestion ? [{ suggestion, decision }] : [];
  });
  return { decided, errors };
}

/** Writes what was decided into the user's folder; returns how much of it failed. */
async function apply(
  decided: readonly Decided[],
  { sources, folders, dictionary }: Compiled,
  into: string,
): Promise<number> {
  const { applyDecisions, DECIDED_FILE } = await import('../../dictionary/accept.js');
  const { extract } = await import('../../extract/extract.js');
  const prefix = `${shown(into)}/`;
  const at = folders.all.findIndex((folder) => `${shown(folder)}/` === prefix);
  const layer = at < 0 ? folders.all.length : at;
  const kept = await readIfThere(join(into, DECIDED_FILE));
  const all = kept === undefined ? sources : [...sources, { path: `${prefix}${DECIDED_FILE}`, text: kept, layer }];
  const accepted: Accepted = applyDecisions(decided, { sources: all, layer, folder: prefix, dictionary, extract });
  for (const { path, text } of accepted.files) await writeWhole(path, text);
  for (const done of accepted.done) await print(plain(done));
  for (const failed of accepted.failed) complain(failed);
  return accepted.failed.length;
}

function line(suggestion: Suggestion, paint: ReturnType<typeof painter>): string {
  const { count, documents } = suggestion;
  const seen = `${String(count).padStart(4)}× ${String(documents).padStart(4)} docs`;
  const text = plain(suggestion.contexts[0]?.text ?? '');
  const context = paint('dim', text.length > 100 ? `${text.slice(0, 100)}…` : text);
  if (suggestion.kind === 'name') {
    const { name, type = '?', entityKind, similar } = suggestion;
    const like = similar.length > 0 ? `  like ${similar.map((one) => one.name).join(', ')}` : '';
    return `${seen}  ${paint('bold', plain(name))}  ${type}${entityKind ? `, ${entityKind}` : ''}${plain(like)}  ${context}`;
  }
  const { verb, slot, subjectType, objectType, relations } = suggestion;
  const words = `${subjectType} ${verb}${slot === 'object' || verb.includes(' ') ? '' : ` … ${slot}`} ${objectType}`;
  return `${seen}  ${paint('cyan', words)}  perhaps ${relations.join(', ')}  ${context}`;
}
