import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { affectedBy, type Version } from '../../src/dictionary/affected.js';
import { cachedReader } from '../../src/dictionary/cache.js';
import { compare } from '../../src/dictionary/compare.js';
import { compileDictionary } from '../../src/dictionary/compile.js';
import { readDictionaryFiles } from '../../src/dictionary/load.js';
import { readMarked } from '../../src/dictionary/marked.js';
import { type Outline, outline } from '../../src/dictionary/outline.js';
import type { SourceFile } from '../../src/dictionary/read.js';
import { extract } from '../../src/extract/extract.js';
import type { DictionaryTestFile, Entry } from '../../src/schema/dictionary.js';
import type { RelationEntry } from '../../src/schema/relations.js';

const root = join(import.meta.dirname, '..', '..');
const reader = cachedReader();
/** Sentences of all phenomena, and passages of several sentences. */
const texts = [
  ...['entities', 'relations'].flatMap((folder) =>
    filesOf(join(root, 'test/gold', folder), '.yaml').flatMap((text) => {
      const { tests } = reader({ path: 'tests.yaml', text }).file!.value as DictionaryTestFile;
      return tests.map((one) => readMarked(one.text).text);
    }),
  ),
  ...filesOf(join(root, 'test/gold/passages/texts'), '.txt'),
  'It bought the Siyuan 590 and 690. The Ascend 910B and 910C, and the MI300X and MI308X, are sold to Baidu by Huawei.',
];
const words = [...new Set(texts.join(' ').match(/\b[A-Z][\w-]+(?: [A-Z][\w-]+)?|\b[a-z]{4,}\b/g))];
let shipped: SourceFile[];
let before: Version;
let old: Outline[];
/** Entries and relations that bear on the texts, with their types. */
let entries: { type: string; entry: Entry }[];
let relations: RelationEntry[];

function filesOf(folder: string, extension: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(extension));
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
}

function compiled(sources: readonly SourceFile[]): Version {
  return { sources, dictionary: compileDictionary(sources, reader).dictionary };
}

const read = (text: string, { dictionary }: Version): Outline => outline(extract({ id: 'a', text }, dictionary));

beforeAll(async () => {
  shipped = await readDictionaryFiles([join(root, 'dictionaries')]);
  before = compiled(shipped);
  old = texts.map((text) => read(text, before));
  const files = shipped.flatMap((source) => reader(source).file ?? []);
  const named = new Set(old.flatMap(({ mentions }) => mentions.map(({ id }) => id)));
  entries = files
    .filter(({ kind }) => kind === 'entities')
    .flatMap(({ value }) => {
      const file = value as { type: string; entries: Entry[] };
      return file.entries.map((entry) => ({ type: file.type, entry }));
    })
    .filter(({ type, entry }) => named.has(`${type}:${entry.id}`));
  relations = files.flatMap(({ kind, value }) =>
    kind === 'relations' ? (value as { relations: RelationEntry[] }).relations : [],
  );
});

interface Dice {
  readonly of: <Item>(items: readonly Item[]) => Item;
  readonly below: (count: number) => number;
}

type Edit = (dice: Dice) => SourceFile[];

const layer = (value: object): SourceFile[] => [
  ...shipped,
  { path: 'mine.yaml', layer: 1, text: JSON.stringify(value) },
];

/** An entry with one thing changed. */
const FIELDS: ((entry: Entry, dice: Dice, type: string) => Partial<Entry>)[] = [
  (_, { of }) => ({ aliases: [of(words)] }),
  (entry, { of }) => ({ aliases: [...(entry.aliases ?? []), of(words)] }),
  (entry) => ({ aliases: (entry.aliases ?? []).slice(1) }),
  (entry, { of }) => ({ aliases: [...(entry.aliases ?? []), { text: of(words), weak: true, near: [of(words)] }] }),
  (_, { of }) => ({ name: of(words) }),
  (_, { of }, type) => ({ kind: [of(before.dictionary.types.get(type)!.kinds)] }),
  (_, { of }) => ({ country: of(['US', 'CN', 'TW']) }),
  (_, { of }) => ({ hq: of(words) }),
  (entry, { of }) => ({ weak: !entry.weak, near: [of(words)] }),
  (_, { of }) => ({ case: of(['any', 'exact', 'smart'] as const) }),
  () => ({ until: '2001-01-01' }),
  () => ({ disabled: true }),
  () => ({ startup: true }),
  (_, { of }) => ({ within: of(entries).entry.id }),
  (_, { of }) => ({ iso: of(['US', 'CN', 'TW']), demonyms: [of(words)], adjectives: [of(words)] }),
  (_, { of }) => ({ metonyms: [of(words)] }),
  (_, { of }) => ({ maker: of(entries).entry.id, series: of(words) }),
];

const RELATIONS: ((relation: RelationEntry, dice: Dice) => Partial<RelationEntry>)[] = [
  ({ frames }, { below }) => ({ frames: frames.filter((_, at) => at !== below(frames.length)) }),
  ({ frames }, { of }) => ({ frames: [...frames, { ...of(frames), verb: [of(words).toLowerCase()], id: 'new' }] }),
  ({ frames }, { of }) => ({
    frames: [{ verb: [of(words).toLowerCase()], subject: ['subject'], object: ['object'], id: 'new' }, ...frames],
  }),
  ({ frames }) => ({ frames: [...frames].reverse() }),
  ({ frames }, { below }) => {
    const at = below(frames.length);
    return { frames: frames.map((frame, index) => (index === at ? { ...frame, modality: 'possible' } : frame)) };
  },
  ({ frames }, { of }) => ({
    frames: frames.map((frame) => ({ ...frame, when: { ...frame.when, 'object.infinitive': [of(words)] } })),
  }),
  (_, { of }) => ({ subject: { types: of([['firm'], ['firm', 'regulator'], ['chip']]) } }),
  () => ({ disabled: true }),
  ({ symmetric }) => ({ symmetric: !symmetric }),
];

const EDITS: Edit[] = [
  ...FIELDS.map((change): Edit => {
    return (dice) => {
      const { type, entry } = dice.of(entries);
      return layer({ type, entries: [{ ...entry, ...change(entry, dice, type) }] });
    };
  }),
  ...RELATIONS.map((change): Edit => {
    return (dice) => {
      const relation = dice.of(relations);
      return layer({ relations: [{ ...relation, ...change(relation, dice) }] });
    };
  }),
  ({ of }) => layer({ type: 'firm', entries: [{ id: 'zz-new', name: of(words), kind: ['trader'] }] }),
  ({ of }) => layer({ type: 'chip', entries: [{ id: 'zz-new', name: of(words), kind: ['gpu'], maker: 'nvidia' }] }),
  ({ of }) => layer({ type: 'ignore', entries: [{ text: of(words), why: 'because' }] }),
  ({ of }) => layer({ type: 'ignore', entries: [{ text: of(entries).entry.name, why: 'because' }] }),
  ({ of }) => layer({ lists: { [of(['money', 'equity', 'capacity'])]: [of(words)] }, relations: [] }),
  // The order of files is the order of aliases.
  ({ below }) =>
    shipped.map((file, at) => (at === below(shipped.length) ? { ...file, path: `zz/${file.path}` } : file)),
];

test('a text that is left out is read as before, whatever was edited', { timeout: 900_000 }, () => {
  let leftOut = 0;
  let differing = 0;
  let all = 0;
  const edit = fc.tuple(fc.nat(EDITS.length - 1), fc.array(fc.nat(1_000_000), { minLength: 8, maxLength: 8 }));
  fc.assert(
    fc.property(edit, ([which, numbers]) => {
      let thrown = 0;
      const below = (count: number): number => numbers[thrown++ % numbers.length]! % count;
      const after = compiled(EDITS[which]!({ below, of: (items) => items[below(items.length)]! }));
      const affected = affectedBy(before, after, reader);
      if (!affected) all++;
      texts.forEach((text, at) => {
        // A third of the texts each time, another one.
        if (!affected || (at + which + numbers[0]!) % 3 !== 0) return;
        const touched = affected(text);
        if (touched && differing > 20) return;
        const changes = compare('a', old[at]!, read(text, after));
        if (touched) differing += Math.sign(changes.length);
        else {
          leftOut++;
          expect({ text, changes }).toEqual({ text, changes: [] });
        }
      });
    }),
    { seed: Number(process.env.SEED ?? 7), numRuns: Number(process.env.RUNS ?? 40) },
  );
  // It is no use to read everything, nor would it prove anything.
  expect(leftOut).toBeGreaterThan(3_000);
  expect(differing).toBeGreaterThan(10);
  expect(all).toBeLessThan(15);
});
