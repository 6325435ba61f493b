import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadDictionary } from '../../src/dictionary/load.js';
import { extract } from '../../src/extract/extract.js';
import type { Relation } from '../../src/schema/extraction.js';

const root = join(import.meta.dirname, '../..');

it('the hard sentence of README.md gives the JSON that stands under it', async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const section = readme.split(/^## /m).find((part) => part.startsWith('One hard sentence')) ?? '';
  const [, publishedAt = '', text = ''] = /explain --published (\S+) '(.*)'$/m.exec(section) ?? [];
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(section) ?? [];
  const { dictionary } = await loadDictionary([join(root, 'dictionaries')]);
  const { relations } = extract({ id: 'readme', text, publishedAt }, dictionary);
  // Lines of the dictionary move, confidences are calibrated anew.
  const still = (list: readonly Relation[]): unknown =>
    list.map((one) => ({ ...one, confidence: 0, by: { ...one.by, entry: one.by.entry.replace(/\d+$/, '') } }));
  expect(still(relations)).toEqual(still(JSON.parse(json) as Relation[]));
});
