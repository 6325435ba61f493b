import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadDictionary } from '../../src/dictionary/load.js';
import { readMarked } from '../../src/dictionary/marked.js';
import { extract, observe } from '../../src/extract/extract.js';
import { gateOf } from '../../src/extract/gate.js';
import type { DictionaryTestFile } from '../../src/schema/dictionary.js';
import { sentences } from '../../src/text/sentences.js';
import { tokenise } from '../../src/text/tokenise.js';

const { dictionary } = await loadDictionary([join(import.meta.dirname, '../../dictionaries')]);
const folder = join(import.meta.dirname, '../gold/relations');
const gate = gateOf(dictionary.grammar);

it.each(readdirSync(folder))('%s: what is left unread states nothing', (name) => {
  const { tests } = parse(readFileSync(join(folder, name), 'utf8')) as DictionaryTestFile;
  const text = tests.map((test) => readMarked(test.text).text).join('\n\n');
  // Whoever watches sees every sentence read.
  const watched = observe({ id: 'x', text }, dictionary, () => {});
  expect(extract({ id: 'x', text }, dictionary)).toEqual(watched);
});

it.each([
  ['a trigger of a relation between types that are named', 'Nvidia leases it.', ['firm'], true],
  ['a trigger whose types are not named', 'Nvidia leases it.', ['chip'], false],
  ['no trigger', 'The weather is fine.', ['firm', 'region', 'chip'], false],
])('%s', (_, text, types, expected) => {
  const tokens = tokenise(text);
  expect(gate.mayState(tokens, sentences(tokens)[0]!, gate.typesOf(types), 0)).toBe(expected);
});

it('a pronoun or a nominal may refer', () => {
  const refers = (text: string): boolean => gate.mayRefer(tokenise(text), sentences(tokenise(text))[0]!);
  expect(refers('It rained.')).toBe(true);
  expect(refers('The company grew.')).toBe(true);
  expect(refers('Rain fell.')).toBe(false);
});
