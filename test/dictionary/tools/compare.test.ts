import { beforeAll, describe, expect, test } from 'vitest';
import { affectedBy } from '../../../src/dictionary/affected.js';
import { compare, countChanges } from '../../../src/dictionary/compare.js';
import { compileDictionary } from '../../../src/dictionary/compile.js';
import type { Dictionary } from '../../../src/dictionary/dictionary.js';
import { readFolder } from '../../../src/dictionary/load.js';
import { outline } from '../../../src/dictionary/outline.js';
import type { SourceFile } from '../../../src/dictionary/read.js';
import { corpusStats } from '../../../src/dictionary/stats.js';
import { suggest } from '../../../src/dictionary/suggest.js';
import { extract } from '../../../src/extract/extract.js';

const mine = (text: string): SourceFile[] => [...shipped, { path: 'mine/firms.yaml', text, layer: 1 }];
const NEW = 'type: firm\nentries:\n  - { id: zelkora, name: Zelkora Data, kind: trader }\n';
const GONE = 'type: firm\nentries:\n  - { id: saimemory, name: Saimemory, disabled: true }\n';
const TEXTS = [
  'Zelkora Data fell. Saimemory rose.',
  'Shares of Wistron fell.',
  'Nvidia snubbed Wistron. Zelkora Data hired.',
];
let shipped: SourceFile[];
let base: Dictionary;
const read = (text: string, dictionary: Dictionary) => outline(extract({ id: 'a', text }, dictionary));

beforeAll(async () => {
  shipped = await readFolder('dictionaries');
  base = compileDictionary(shipped).dictionary;
});

describe('two versions on a corpus', () => {
  test('the same version changes nothing, and no document can differ', () => {
    expect(TEXTS.flatMap((text) => compare('a', read(text, base), read(text, base)))).toEqual([]);
    expect(TEXTS.filter(affectedBy(shipped, shipped)!)).toEqual([]);
  });

  test.each([
    ['an added entry', NEW],
    ['a disabled entry', GONE],
  ])('%s: a document that is left out does not differ', (_, text) => {
    const after = mine(text);
    const { dictionary } = compileDictionary(after);
    const affected = affectedBy(shipped, after)!;
    const changed = TEXTS.filter((one) => compare('a', read(one, base), read(one, dictionary)).length > 0);
    expect(changed.length).toBeGreaterThan(0);
    expect(TEXTS.filter(affected)).toEqual(expect.arrayContaining(changed));
    expect(affected(TEXTS[1]!)).toBe(false);
  });

  test.each([
    ['an entry that others name', 'type: firm\nentries:\n  - { id: nvidia, name: Nvidia, kind: trader }\n'],
    ['nominals', 'nominals:\n  - { nouns: [gadgeteer], type: firm }\n'],
  ])('%s: every document is read', (_, text) => {
    expect(affectedBy(shipped, mine(text))).toBeUndefined();
  });

  test('changes are counted by type', () => {
    const { dictionary } = compileDictionary(mine(GONE));
    const changes = TEXTS.flatMap((text, at) => compare(`d${at}`, read(text, base), read(text, dictionary)));
    expect(countChanges(changes)).toContainEqual(expect.objectContaining({ what: 'mention', type: 'firm' }));
    expect(changes[0]).toMatchObject({ documentId: 'd0', sentence: 'Saimemory rose.' });
  });
});

test('suggestions are names without an entry and verbs without a frame', () => {
  const extractions = TEXTS.map((text, at) => extract({ id: `d${at}`, text }, base));
  const keys = suggest(extractions, base).map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining(['name Zelkora Data', 'frame snub: firm firm']));
  expect(suggest(extractions, base, new Set(keys))).toEqual([]);
});

test('statistics count entries, and name what never matches', () => {
  const { documents, entries, silentEntries, silentFrames } = corpusStats(
    TEXTS.map((text, at) => extract({ id: `d${at}`, text }, base)),
    base,
  );
  expect(documents).toBe(3);
  expect(entries).toContainEqual(
    expect.objectContaining({ key: 'firm:wistron', count: 2, documents: 2, coverage: 0.6667 }),
  );
  expect(silentEntries.length).toBe(
    base.entities.size - new Set(entries.filter(({ count }) => count > 0).map(({ key }) => key)).size,
  );
  expect(silentFrames.length).toBeGreaterThan(50);
});
