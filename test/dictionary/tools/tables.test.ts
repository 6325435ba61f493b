import { describe, expect, test } from 'vitest';
import { addEntry } from '../../../src/dictionary/add.js';
import { compileDictionary } from '../../../src/dictionary/compile.js';
import { idFor } from '../../../src/dictionary/ids.js';
import { readTable, TABLE_FORMATS, writeTable } from '../../../src/dictionary/tables.js';

const TYPES = {
  path: 'types.yaml',
  text: 'types:\n  - { id: firm, kinds: [maker, trader], fields: [country, ticker] }\n',
};
const FIRMS = {
  path: 'firms.yaml',
  text: 'type: firm\nentries:\n  - { id: abex, name: "Abex, Inc", aliases: [Ab "Ex", Abx], kind: [maker, trader], country: DE, ticker: ["X:AB"] }\n  - { id: bolo, name: Bolvo, kind: trader }\n',
};
const { dictionary } = compileDictionary([TYPES, FIRMS]);

describe('tables', () => {
  test.each(TABLE_FORMATS)('%s gives the entries back', (format) => {
    const entries = readTable(writeTable(dictionary, format), format);
    expect(entries.map(({ type, id, name, aliases }) => ({ type, id, name, aliases }))).toEqual([
      { type: 'firm', id: 'abex', name: 'Abex, Inc', aliases: ['Ab "Ex"', 'Abx'] },
      { type: 'firm', id: 'bolo', name: 'Bolvo', aliases: undefined },
    ]);
    if (format === 'spacy') return;
    expect(entries[0]).toMatchObject({ kind: ['maker', 'trader'], fields: { country: 'DE', ticker: ['X:AB'] } });
    const empty = compileDictionary([TYPES]).dictionary;
    const text = entries.reduce<string | undefined>((before, entry) => addEntry(before, entry, empty).text, undefined);
    const again = compileDictionary([TYPES, { path: 'firms.yaml', text: text! }]);
    expect(again.diagnostics).toEqual([]);
    expect(again.dictionary.version).toBe(dictionary.version);
  });

  test.each([
    ['csv', 'id,type\na,firm\n', 'line 1: names no column "name"'],
    ['csv', 'name\n"a\n', 'row 2: a quotation mark is not closed'],
    ['csv', 'name\nAbex\n', 'row 2: has no type; --type gives one to all'],
    ['json', '{', 'is not JSON'],
    ['json', '[{"type":"firm"}]', 'entry 1: has no name'],
    ['spacy', '{"label":"FIRM","pattern":[{"POS":"NOUN"}]}', 'line 1: is no pattern of words'],
  ] as const)('%s: what is wrong is told', (format, text, message) => {
    expect(() => readTable(text, format)).toThrow(message);
  });
});

describe('adding an entry', () => {
  test.each([
    [{ type: 'planet', name: 'X' }, '"planet" is no type: firm'],
    [{ type: 'firm', name: ' ' }, 'the name is empty'],
    [{ type: 'firm', name: 'X', kind: ['baker'] }, '"baker" is no kind of firm: maker, trader'],
    [{ type: 'firm', name: 'X', id: 'bolo' }, 'firm:bolo is already an entry (firms.yaml:4)'],
  ])('%j is refused', (entry, message) => {
    expect(() => addEntry(undefined, entry, dictionary)).toThrow(message);
  });

  test('what is decided for the user is said', () => {
    const { text, notes } = addEntry(FIRMS.text, { type: 'firm', name: 'Table', aliases: ['Abx'] }, dictionary);
    expect(text).toBe(`${FIRMS.text}  - { id: table, name: Table, weak: true, aliases: [Abx], kind: trader }\n`);
    expect(notes).toEqual([
      'kind trader is the usual one of firm; --kind says another',
      '"Table" is an ordinary word: it is marked as weak and wants "near"',
      '"Abx" is also a name of firm:abex (firms.yaml:3)',
    ]);
  });

  test.each([
    ['Société Générale', 'societe-generale'],
    ['Foo & Bar', 'foo-and-bar'],
    ['寒武纪', 'entry-1'],
    ['Bolo', 'bolo-2'],
  ])('%s has the id %s', (name, id) => {
    expect(idFor(name, new Set(['bolo']))).toBe(id);
  });
});
