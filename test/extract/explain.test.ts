import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDictionary } from '../../src/dictionary/load.js';
import { type Explanation, explain, type PredicateReport } from '../../src/extract/explain.js';
import { extract } from '../../src/extract/extract.js';

const { dictionary } = await loadDictionary([join(import.meta.dirname, '../../dictionaries')]);
const of = (text: string): Explanation => explain({ id: 'x', text }, dictionary);

/** What is said of one verb or noun of a sentence. */
function word(text: string, wanted: string): PredicateReport | undefined {
  return of(text)
    .parsed.flatMap(({ predicates }) => predicates)
    .find((one) => one.word === wanted);
}

describe('explain', () => {
  it('extracts exactly what extract does', () => {
    const document = {
      id: 'x',
      text: 'DeepSeek, which stockpiled the H20, works with Huawei. It leases halls from Crusoe.',
    };
    expect(explain(document, dictionary).extraction).toEqual(extract(document, dictionary));
  });

  it('shows tokens with tags and mentions, and clauses with their roles', () => {
    const [sentence] = of('Oracle rents halls from Crusoe.').parsed;
    expect(
      sentence?.tokens.map(({ text, tag, mention }) => `${text}/${tag}${mention === undefined ? '' : mention}`),
    ).toEqual(['Oracle/P0', 'rents/VZ', 'halls/NS', 'from/IN', 'Crusoe/P1', './.']);
    expect(sentence?.clauses).toMatchObject([
      { link: 'main', verb: 'rents', subject: 'Oracle', objects: ['halls'], phrases: ['from Crusoe'] },
    ]);
  });

  it('names the frame that matched, its line and what fills its slots', () => {
    const [frame] = word('Oracle rents halls from Crusoe.', 'rents')?.matched ?? [];
    expect(frame).toMatchObject({
      frame: 'leases/lease',
      slots: [
        { role: 'subject', slot: 'subject', filled: ['Oracle'] },
        { role: 'object', slot: 'from:firm', filled: ['Crusoe'] },
      ],
    });
    expect(frame?.entry).toMatch(/^relations\.yaml:\d+$/);
  });

  it('says that no frame has a verb or a noun', () => {
    expect(word('Huawei befriended SMIC.', 'befriended')?.failure).toMatchObject({ stage: 'no frame' });
    expect(word("Huawei's flirtation with SMIC began.", 'flirtation')?.failure).toMatchObject({ stage: 'no frame' });
  });

  it.each([
    ['a test that failed', 'Kuaishou keeps an archive of H20 chips.', 'keeps', 'when', /stock/],
    ['an empty slot', 'Oracle signed a lease under Crusoe.', 'lease', 'object', /"under"/],
    [
      'a type that is not allowed',
      'Nvidia collaborates with the H20.',
      'collaborates',
      'object',
      /"the H20" .* no firm or regulator/,
    ],
  ])('names %s', (_, text, verb, stage, edit) => {
    const report = word(text, verb);
    const failed = report?.failed.find((one) => one.failed?.stage === stage);
    expect(report?.matched).toEqual([]);
    expect(`${failed?.failed?.why} ${failed?.failed?.edit}`).toMatch(edit);
  });

  it('lists capitalised words that are no known name', () => {
    expect(of('Nvidia told Zorbex that Intel may buy TSMC.').parsed[0]?.unknown).toEqual(['Zorbex']);
  });

  it('takes any text', () => {
    for (const text of [
      '',
      ' ',
      '?!',
      'Nvidia',
      'Nvidia Intel AMD TSMC',
      '"',
      'Nvidia and',
      'buy Nvidia\n\nsell Intel',
    ]) {
      expect(of(text).extraction.text).toBe(text);
    }
  });
});
