import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDictionary } from '../../src/dictionary/load.js';
import { readDay } from '../../src/extract/calendar.js';
import { extract } from '../../src/extract/extract.js';
import { tag } from '../../src/extract/grammar/tag.js';
import { readTimes } from '../../src/extract/times.js';
import { sentences } from '../../src/text/sentences.js';
import { tokenise } from '../../src/text/tokenise.js';

const { dictionary } = await loadDictionary([join(import.meta.dirname, '../../dictionaries')]);
// A Wednesday.
const published = readDay('2025-04-16')!;

/** The values of the time expressions in a sentence about the past, or about the future. */
function values(text: string, future = false): (string | undefined)[] {
  const tokens = tokenise(text);
  const tagged = tag(tokens, sentences(tokens)[0]!, [], new Map());
  return readTimes(tagged).map(({ value }) => value({ published, future }));
}

describe('time expressions, counted from Wednesday, 16 April 2025', () => {
  it.each([
    ['It opened on March 25, 2025.', '2025-03-25'],
    ['It opened on 9 April.', '2025-04-09'],
    ['It opened on April 20.', '2024-04-20'],
    ['It opened on 2024-11-02.', '2024-11-02'],
    ['It opened on Jan. 7, 2024.', '2024-01-07'],
    ['It opened in May 2024.', '2024-05'],
    ['It opened in March.', '2025-03'],
    ['It opened last November.', '2024-11'],
    ['It opened on Monday.', '2025-04-14'],
    ['It opened on Friday.', '2025-04-11'],
    ['It opened last Tuesday.', '2025-04-15'],
    ['It opened yesterday.', '2025-04-15'],
    ['It opened last week.', '2025-04-07/2025-04-13'],
    ['It opened three weeks ago.', '2025-03-26'],
    ['It opened two years ago.', '2023'],
    ['It opened earlier this year.', '2025'],
    ['It opened late last year.', '2024'],
    ['It opened in late 2023.', '2023'],
    ['It opened in mid-September 2020.', '2020-09'],
    ['It has run since mid-September 2020.', '2020-09/..'],
    ['It has run since 2019.', '2019/..'],
    ['It opened in the second half of 2024.', '2024-H2'],
    ['It opened in 2H24.', '2024-H2'],
    ['It opened in Q3 2024.', '2024-Q3'],
    ['It opened in the fourth quarter.', '2024-Q4'],
    ['It opened in the fourth quarter of last year.', '2024-Q4'],
    ['It opened in fiscal 2024.', '2024'],
    ['It opened last winter.', '2024-12/2025-02'],
    ['It opened in the summer of 2023.', '2023-06/2023-08'],
    ['It ran from 2019 to 2021.', '2019/2021'],
    ['It ran between March 2023 and May 2024.', '2023-03/2024-05'],
    ['It grew over the past two years.', '2023/2025'],
    ['It ran until June 2024.', '../2024-06'],
    ['It was all the rage in the 1990s.', '1990/1999'],
  ])('%s %s', (text, value) => {
    expect(values(text)).toEqual([value]);
  });

  it.each([
    ['It will open in March.', '2026-03'],
    ['It will open on Friday.', '2025-04-18'],
    ['It will open next year.', '2026'],
    ['It will open in the first quarter.', '2026-Q1'],
    ['It will open this summer.', '2025-06/2025-08'],
    ['It will supply them from the second quarter of 2026.', '2026-Q2/..'],
    ['It will open by 2028.', '../2028'],
    ['It will open starting in May.', '2025-05/..'],
  ])('%s %s', (text, value) => {
    expect(values(text, true)).toEqual([value]);
  });

  it.each([
    'It may march on.',
    'It bought 2000 chips from 2024 firms.',
    'Sales rose to 2025 million.',
    'The last chip fell in price.',
    'It springs up and will fall.',
  ])('%s holds none', (text) => {
    expect(values(text)).toEqual([]);
  });

  it('gives no value to what needs a date of publication when there is none', () => {
    const tokens = tokenise('It opened last year in May.');
    const tagged = tag(tokens, sentences(tokens)[0]!, [], new Map());
    expect(readTimes(tagged).map(({ value }) => value({ future: false }))).toEqual([undefined, undefined]);
  });
});

describe('the time of a relation', () => {
  const timeOf = (text: string, publishedAt: string | undefined = '2025-04-16'): string[] =>
    extract({ id: 'x', text, ...(publishedAt ? { publishedAt } : {}) }, dictionary).relations.map(
      ({ type, object, time }) => `${type} ${object.name} ${time?.value ?? '-'}`,
    );

  it.each([
    ['is not that of the report', 'Reuters reported on Friday that Baidu stockpiled the H20.', ['stockpiled H20 -']],
    ['is not that of an announcement', 'Oracle said in March that it rents halls from Crusoe.', ['leases Crusoe -']],
    [
      'stands in the clause of its own trigger',
      'In April, Micron, which bought Inotera in 2016, opened a fab in Singapore.',
      ['acquires Inotera 2016', 'operates-in Singapore 2025-04'],
    ],
    [
      'may stand before the noun that states it',
      "Nvidia's 2020 acquisition of Mellanox drew fire.",
      ['acquires Mellanox 2020'],
    ],
    ['is not that of a rule', 'Washington banned the H20 under the 2022 rules.', ['restricts H20 -']],
    ['goes with what governs it', 'In January Nvidia agreed to invest in Intel.', ['invests-in Intel 2025-01']],
  ])('%s', (_, text, expected) => {
    expect(timeOf(text)).toEqual(expected);
  });

  it('is left out without a date of publication, unless it is absolute', () => {
    expect(timeOf('AMD acquired Xilinx last year.', '')).toEqual(['acquires Xilinx -']);
    expect(timeOf('AMD acquired Xilinx in 2022.', '')).toEqual(['acquires Xilinx 2022']);
  });

  it('gives its surface back', () => {
    const text = 'TSMC has fabricated chips for Apple since June 2014.';
    const [relation] = extract({ id: 'x', text }, dictionary).relations;
    expect(relation?.time).toMatchObject({ text: 'since June 2014', value: '2014-06/..' });
    expect(text.slice(relation?.time?.start, relation?.time?.end)).toBe('since June 2014');
  });
});
