import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadDictionary } from '../../src/dictionary/load.js';
import { extract } from '../../src/extract/extract.js';

const { dictionary } = await loadDictionary([join(import.meta.dirname, '../../dictionaries')]);

it.each([
  [
    'Tencent has stockpiled the H20, according to people familiar with the matter.',
    { who: 'people familiar with the matter', role: 'anonymous' },
  ],
  ['ByteDance leases servers from Crusoe, Reuters reported on Thursday.', { who: 'Reuters', role: 'outlet' }],
  ['Oracle said that it rents halls from Crusoe.', { who: 'Oracle', role: 'party', id: 'firm:oracle' }],
  [
    'Haldane Logistics, a freight forwarder, smuggled the H200 to Russia, prosecutors allege.',
    { who: 'prosecutors', role: 'official' },
  ],
  ['SMIC makes chips for Huawei, a filing showed.', { who: 'a filing', role: 'document' }],
  [
    'SMIC makes chips for Huawei, the trade journal Jiwei reported.',
    { who: 'the trade journal Jiwei', role: 'outlet' },
  ],
  ['Baidu uses the Ascend 910C, an analyst said.', { who: 'an analyst', role: 'analyst' }],
  [
    'Reuters reported on Friday that two officials said that Washington had banned the H20.',
    { who: 'two officials', role: 'official', via: 'Reuters' },
  ],
])('%s', (text, expected) => {
  const [relation] = extract({ id: 'x', text }, dictionary).relations;
  expect(relation?.attribution).toMatchObject(expected);
  expect(text.slice(relation?.attribution?.start, relation?.attribution?.end)).toBe(relation?.attribution?.who);
});

it('is absent where the text speaks for itself', () => {
  const [relation] = extract({ id: 'x', text: 'Oracle rents halls from Crusoe.' }, dictionary).relations;
  expect(relation?.attribution).toBeUndefined();
});

it('gives "we" to whoever is quoted, in the sentence before where the quotation goes on', () => {
  const text = '"We lease halls from Oracle," said Bob Ray, the founder of Nebius. "We use the H100."';
  const relations = extract({ id: 'x', text }, dictionary).relations.map(
    ({ type, subject, object }) => `${type}(${subject.name}, ${object.name})`,
  );
  expect(relations).toEqual(['leases(Nebius, Oracle)', 'uses(Nebius, H100)']);
});

it('gives "we" that quotes itself to nobody', () => {
  expect(extract({ id: 'x', text: '"We lease halls from Oracle," we said.' }, dictionary).relations).toEqual([]);
});
