import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDictionary } from '../../src/dictionary/load.js';
import { extract } from '../../src/extract/extract.js';
import { tag } from '../../src/extract/grammar/tag.js';
import { readAmounts } from '../../src/extract/quantities.js';
import { sentences } from '../../src/text/sentences.js';
import { tokenise } from '../../src/text/tokenise.js';

const { dictionary } = await loadDictionary([join(import.meta.dirname, '../../dictionaries')]);

/** The amounts in a sentence as "text kind value unit". */
function read(text: string): string[] {
  const tokens = tokenise(text);
  const tagged = tag(tokens, sentences(tokens)[0]!, [], new Map());
  return readAmounts(tagged)
    .filter(({ value }) => value > 0)
    .map(({ first, last, kind, value, unit }) =>
      [text.slice(tokens.start[first], tokens.end[last - 1]), kind, value, unit ?? ''].join(' | ').trim(),
    );
}

describe('amounts', () => {
  it.each([
    ['It paid $4.9 billion.', '$4.9 billion | money | 4900000000 | USD'],
    ['It paid a $5bn fee.', '$5bn | money | 5000000000 | USD'],
    ['It paid US$500 million.', 'US$500 million | money | 500000000 | USD'],
    ['It paid NT$30bn.', 'NT$30bn | money | 30000000000 | TWD'],
    ['It paid €242m.', '€242m | money | 242000000 | EUR'],
    ['It paid RMB 2 billion.', 'RMB 2 billion | money | 2000000000 | CNY'],
    ['It paid 18.2 billion yuan.', '18.2 billion yuan | money | 18200000000 | CNY'],
    ['It paid 900 euros.', '900 euros | money | 900 | EUR'],
    ['It signed a $500-million deal.', '$500-million | money | 500000000 | USD'],
    ['It built 200 megawatts.', '200 megawatts | power | 200000000 | W'],
    ['It built 4.5 GW.', '4.5 GW | power | 4500000000 | W'],
    ['It built a 300MW campus.', '300MW | power | 300000000 | W'],
    ['It owns 49.9% of it.', '49.9% | percent | 49.9 |'],
    ['It owns 10 per cent of it.', '10 per cent | percent | 10 |'],
    ['It signed a 15-year lease.', '15-year | duration | 5475 | day'],
    ['It rents for five years.', 'five years | duration | 1825 | day'],
    ['It bought 10,000 processors.', '10,000 | quantity | 10000 | processors'],
    ['It bought a million chips.', 'a million | quantity | 1000000 | chips'],
    ['It bought 1.2 million graphics cards.', '1.2 million | quantity | 1200000 | graphics cards'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    'It opened in 2025.',
    'It makes 2-nanometre processors.',
    'It closed two years ago.',
    'It has two halls.',
    'It came 3rd.',
  ])('%s holds none', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('the amounts of a relation', () => {
  const amounts = (text: string): string[] =>
    extract({ id: 'x', text }, dictionary).relations.map(
      ({ type, object, amounts: list }) => `${type} ${object.name} ${list?.map((one) => one.text).join(' + ') ?? '-'}`,
    );

  it.each([
    [
      'stand with their own object',
      'DeepSeek bought 10,000 A100 processors and 5,000 H800 processors.',
      ['uses A100 10,000', 'uses H800 5,000'],
    ],
    ['are not those of the subject', 'Nvidia, a company worth $4 trillion, invested in Intel.', ['invests-in Intel -']],
    [
      'are not those of another predicate',
      'Meta leases halls from Crusoe, and its shares rose 3%.',
      ['leases Crusoe -'],
    ],
    [
      'may be of several kinds',
      'Meta signed a 15-year lease with Nebius for 200 megawatts.',
      ['leases Nebius 15-year + 200 megawatts'],
    ],
    [
      'may stand in the noun that states it',
      "SoftBank's $6.5 billion acquisition of Xilinx closed.",
      ['acquires Xilinx $6.5 billion'],
    ],
    ['are none of a place', 'Nebius opened data centres in Norway and 12 other countries.', ['operates-in Norway -']],
  ])('%s', (_, text, expected) => {
    expect(amounts(text)).toEqual(expected);
  });
});
