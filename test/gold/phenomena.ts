import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { Dictionary } from '../../src/dictionary/dictionary.js';
import { readMarked } from '../../src/dictionary/marked.js';
import { extract } from '../../src/extract/extract.js';
import { type DictionaryTestFile, testFileSchema } from '../../src/schema/dictionary.js';
import type { Relation } from '../../src/schema/extraction.js';
import { type NameTable, nameFolder } from '../../src/score/index.js';
import { type Expected, readExpected } from './expected.js';

/** One sentence of a phenomenon with what it must give and what it gave. */
export interface Trial {
  readonly phenomenon: string;
  readonly text: string;
  readonly expected: readonly Expected[];
  readonly found: readonly Relation[];
  /** Expected relations with the found one that has their type and arguments. */
  readonly pairs: readonly { readonly expected: Expected; readonly found: Relation }[];
  readonly missed: readonly Expected[];
  readonly spurious: readonly Relation[];
}

export type Fold = (name: string) => string;

/** Folds names that are one: by the dictionary's own aliases and, where there is one, a table of names beside a gold set. */
export function folder(dictionary: Dictionary, table?: string): Fold {
  const aliases: Record<string, string[]> = {};
  const names: Record<string, string[]> = {};
  for (const { entity, role, text, weak } of dictionary.gazetteer.aliases) {
    if (!entity || weak || (role !== 'name' && role !== 'alias')) continue;
    aliases[entity.name] = [...(aliases[entity.name] ?? []), text];
    names[entity.name] = [];
  }
  const tables: NameTable[] = [aliases, names];
  if (table && existsSync(table)) tables.push(JSON.parse(readFileSync(table, 'utf8')) as NameTable);
  return nameFolder(tables);
}

/** Runs every test of a folder of phenomena that says what relations must come out. */
export function runPhenomena(folderPath: string, dictionary: Dictionary, fold: Fold): Trial[] {
  return readdirSync(folderPath)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const { tests }: DictionaryTestFile = testFileSchema.parse(parse(readFileSync(join(folderPath, name), 'utf8')));
      return tests.flatMap((test) =>
        test.relations === undefined
          ? []
          : [runTest({ phenomenon: basename(name, '.yaml'), ...test }, dictionary, fold)],
      );
    });
}

/** Runs one test: extracts its text and pairs what was found with what was expected. */
export function runTest(
  test: {
    readonly phenomenon: string;
    readonly text: string;
    readonly relations?: 'none' | readonly string[] | undefined;
    readonly publishedAt?: string | undefined;
  },
  dictionary: Dictionary,
  fold: Fold,
): Trial {
  const { text } = readMarked(test.text);
  const published = test.publishedAt === undefined ? {} : { publishedAt: test.publishedAt };
  const found = extract({ id: 'test', text, ...published }, dictionary).relations;
  const lines = test.relations === 'none' ? [] : (test.relations ?? []);
  const expected = lines.map(readExpected);
  const rest = [...found];
  const missed: Expected[] = [];
  const pairs: Trial['pairs'][number][] = [];
  for (const one of expected) {
    const at = rest.findIndex((other) => same(one, other, dictionary, fold));
    if (at < 0) missed.push(one);
    else pairs.push({ expected: one, found: rest.splice(at, 1)[0]! });
  }
  return { phenomenon: test.phenomenon, text, expected, found, pairs, missed, spurious: rest };
}

function same(expected: Expected, found: Relation, dictionary: Dictionary, fold: Fold): boolean {
  if (expected.type !== found.type) return false;
  if (expected.sentence !== undefined && expected.sentence !== found.sentence) return false;
  const is = (left: string, right: string): boolean => fold(left) === fold(right);
  const straight = is(expected.subject, found.subject.name) && is(expected.object, found.object.name);
  const symmetric = dictionary.grammar.relations.get(expected.type)?.symmetric;
  const crossed = symmetric && is(expected.subject, found.object.name) && is(expected.object, found.subject.name);
  return straight || crossed === true;
}
