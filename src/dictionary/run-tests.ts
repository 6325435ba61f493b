import type { DictionaryTest, DictionaryTestFile } from '../schema/dictionary.js';
import type { Extraction, Mention, Relation } from '../schema/extraction.js';
import type { RelationEntry } from '../schema/relations.js';
import { type MarkedMention, readMarked } from './marked.js';
import { type DictionaryFile, readFile, type SourceFile } from './read.js';

/** Extracts one document. The tools of this folder are handed it: they stand before extraction in the order of the house. */
export type Extract = (document: { id: string; text: string; publishedAt?: string }) => Extraction;

/** A test that failed: where it stands, and what differs, one line each: `- ` expected and missing, `+ ` found and not expected. */
export interface TestFailure {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly differences: readonly string[];
}

/** What the runner must know of the dictionary. */
export interface TestSetting {
  /** Relations whose arguments have no order. */
  readonly symmetric?: ReadonlySet<string>;
  /** Canonical name of an entry by its `type:id`: tests may name an entity by it, however the text does. */
  readonly canonical?: (id: string) => string | undefined;
}

export interface TestReport {
  readonly passed: number;
  readonly failures: readonly TestFailure[];
}

/**
 * Runs the tests of dictionary files: those of `NAME.test.yaml`, and the examples and counterexamples of relations. A set alone is that
 * of the symmetric relations.
 */
export function runTests(
  sources: readonly SourceFile[],
  extract: Extract,
  given: ReadonlySet<string> | TestSetting = {},
): TestReport {
  const setting: TestSetting = given instanceof Set ? { symmetric: given } : (given as TestSetting);
  const failures: TestFailure[] = [];
  let passed = 0;
  const settle = (
    file: DictionaryFile,
    path: readonly (string | number)[],
    text: string,
    differences: string[],
  ): void => {
    if (differences.length === 0) passed++;
    else failures.push({ file: file.path, ...file.place(path), text, differences });
  };
  for (const source of sources) {
    const { file } = readFile(source);
    if (file?.kind === 'tests') {
      (file.value as DictionaryTestFile).tests.forEach((test, at) => {
        settle(file, ['tests', at], readMarked(test.text).text, differencesOf(test, extract, setting));
      });
    } else if (file?.kind === 'relations') {
      (file.value as { relations: RelationEntry[] }).relations.forEach((relation, at) => {
        if (relation.disabled) return;
        relation.examples.forEach((test, index) => {
          const found = differencesOf(test, extract, setting, relation.id);
          settle(file, ['relations', at, 'examples', index], readMarked(test.text).text, found);
        });
        relation.counterexamples.forEach((text, index) => {
          const found = extract({ id: 'test', text }).relations.filter(({ type }) => type === relation.id);
          settle(
            file,
            ['relations', at, 'counterexamples', index],
            text,
            found.map((one) => `+ ${relationLine(one)}  (${one.by.entry})`),
          );
        });
      });
    }
  }
  return { passed, failures };
}

/** How an extraction differs from a test. With `only`, other relation types are not looked at. */
export function differencesOf(
  test: DictionaryTest,
  extract: Extract,
  setting: TestSetting = {},
  only?: string,
): string[] {
  const { text, mentions } = readMarked(test.text);
  const published = test.publishedAt === undefined ? {} : { publishedAt: test.publishedAt };
  const extraction = extract({ id: 'test', text, ...published });
  const differences: string[] = [];
  if (mentions.length > 0 || test.mentions === 'none') {
    const rest = [...extraction.mentions];
    for (const mention of mentions) {
      const at = rest.findIndex((other) => isMarked(other, mention, setting));
      if (at >= 0) rest.splice(at, 1);
      else differences.push(`- ${mark(mention)}`);
    }
    for (const other of rest) differences.push(`+ ${mark(other)}  (${other.by.entry ?? other.by.rule})`);
  }
  if (test.relations === undefined) return differences;
  const rest = extraction.relations.filter(({ type }) => only === undefined || type === only);
  for (const line of test.relations === 'none' ? [] : test.relations) {
    const at = rest.findIndex((relation) => fits(line, relation, setting));
    if (at >= 0) rest.splice(at, 1);
    else if (only === undefined || line.replace(/^not /, '').startsWith(`${only}(`)) differences.push(`- ${line}`);
  }
  for (const other of rest) differences.push(`+ ${relationLine(other)}  (${other.by.entry})`);
  return differences;
}

function isMarked(found: Mention, { start, end, type, name }: MarkedMention, { canonical }: TestSetting): boolean {
  if (found.start !== start || found.end !== end || found.type !== type) return false;
  return name === undefined || name === found.name || (found.id !== undefined && canonical?.(found.id) === name);
}

function mark({ text, type, name }: { text: string; type: string; name?: string }): string {
  return `[${text}](${type}${name === undefined || name === text ? '' : `=${name}`})`;
}

/** A relation as a line of a test: `not leases(A, B) planned; by Reuters; at 2025-04`. */
export function relationLine(relation: Relation): string {
  const { type, subject, object, polarity, modality, attribution, time } = relation;
  const notes = [
    ...(attribution ? [`by ${attribution.who}`] : []),
    ...(time ? [`at ${time.value}`] : []),
    ...(relation.amounts ?? []).map(({ text }) => `amount ${text}`),
  ];
  const end = modality === 'asserted' ? '' : ` ${modality}`;
  const head = `${polarity === 'negated' ? 'not ' : ''}${type}(${subject.name}, ${object.name})${end}`;
  return [head, ...notes].join('; ');
}

/** Whether a relation is what a line of a test says. What the line leaves out (source, time, amount) may be anything. */
export function fits(line: string, relation: Relation, { symmetric, canonical }: TestSetting = {}): boolean {
  const [head = '', ...notes] = line.split(/;\s*/);
  const { attribution: _, time: __, amounts: ___, ...bare } = relation;
  const forms = (argument: Relation['subject']): Relation['subject'][] => {
    const name = argument.id === undefined ? undefined : canonical?.(argument.id);
    return name === undefined || name === argument.name ? [argument] : [argument, { ...argument, name }];
  };
  const pairs = forms(relation.subject).flatMap((subject) =>
    forms(relation.object).map((object) => ({ subject, object })),
  );
  const either = symmetric?.has(relation.type)
    ? [...pairs, ...pairs.map(({ subject, object }) => ({ subject: object, object: subject }))]
    : pairs;
  if (!either.some((pair) => relationLine({ ...bare, ...pair }) === head.trim())) return false;
  return notes.every((note) => {
    const [, word = '', value = ''] = /^(\w+)\s+(.*)$/.exec(note.trim()) ?? [];
    if (word === 'by') return relation.attribution?.who === value;
    if (word === 'at') return relation.time?.value === value;
    if (word === 'amount') return relation.amounts?.some(({ text }) => text === value) ?? false;
    return word === 'sentence' && relation.sentence === Number(value);
  });
}
