import { beforeAll, describe, expect, test } from 'vitest';
import { affectedBy } from '../../../src/dictionary/affected.js';
import { cachedReader } from '../../../src/dictionary/cache.js';
import { compare, countChanges } from '../../../src/dictionary/compare.js';
import { compileDictionary } from '../../../src/dictionary/compile.js';
import type { Dictionary } from '../../../src/dictionary/dictionary.js';
import { placedEntries } from '../../../src/dictionary/entries.js';
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
const reader = cachedReader();
let shipped: SourceFile[];
let base: Dictionary;
const read = (text: string, dictionary: Dictionary) => outline(extract({ id: 'a', text }, dictionary));

function touchedBy(text: string) {
  const after = mine(text);
  return affectedBy(
    { sources: shipped, dictionary: base },
    { sources: after, dictionary: compileDictionary(after, reader).dictionary },
    reader,
  );
}

beforeAll(async () => {
  shipped = await readFolder('dictionaries');
  base = compileDictionary(shipped, reader).dictionary;
});

describe('two versions on a corpus', () => {
  test('the same version changes nothing, and no document can differ', () => {
    expect(TEXTS.flatMap((text) => compare('a', read(text, base), read(text, base)))).toEqual([]);
    const version = { sources: shipped, dictionary: base };
    expect(TEXTS.filter(affectedBy(version, version, reader)!)).toEqual([]);
  });

  test.each([
    ['an added entry', NEW],
    ['a disabled entry', GONE],
  ])('%s: a document that is left out does not differ', (_, text) => {
    const { dictionary } = compileDictionary(mine(text), reader);
    const affected = touchedBy(text)!;
    const changed = TEXTS.filter((one) => compare('a', read(one, base), read(one, dictionary)).length > 0);
    expect(changed.length).toBeGreaterThan(0);
    expect(TEXTS.filter(affected)).toEqual(expect.arrayContaining(changed));
    expect(affected(TEXTS[1]!)).toBe(false);
  });

  test.each([
    ['nominals', 'nominals:\n  - { nouns: [gadgeteer], type: firm }\n'],
    ['a pattern', 'type: chip\nentries:\n  - { id: zk, name: ZK, kind: gpu, patterns: ["ZK###"] }\n'],
  ])('%s: every document is read', (_, text) => {
    expect(touchedBy(text)).toBeUndefined();
  });

  test.each([
    ['a note', 'firm', 'wistron', { note: 'of Taiwan' }, [false, false, false, false]],
    ['a country', 'firm', 'wistron', { country: 'US' }, [false, true, true, false]],
    ['a new alias', 'firm', 'wistron', { aliases: ['Zelkora Data'] }, [true, false, true, false]],
    ['a place that another lies in', 'region', 'malaysia', { iso: 'SG' }, [false, false, false, true]],
  ])('%s: only documents with what differs are read', (_, type, id, change, expected) => {
    const files = shipped.flatMap((source) => reader(source).file ?? []);
    const { entry } = placedEntries(files).find(({ key }) => key === `${type}:${id}`)!;
    const touched = touchedBy(JSON.stringify({ type, entries: [{ ...entry, ...change }] }))!;
    expect([...TEXTS, 'A hall in Johor.'].map(touched)).toEqual(expected);
  });

  test('changes are counted by type', () => {
    const { dictionary } = compileDictionary(mine(GONE), reader);
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
