import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dictionary } from '../../src/dictionary/dictionary.js';
import { loadDictionary } from '../../src/dictionary/load.js';
import { findMentions } from '../../src/extract/mentions.js';
import { sentences } from '../../src/text/sentences.js';
import { tokenise } from '../../src/text/tokenise.js';
import { FLAG } from '../../src/text/tokens.js';

let dictionary: Dictionary;
let names: string[];

beforeAll(async () => {
  ({ dictionary } = await loadDictionary([join(import.meta.dirname, '../../dictionaries')]));
  names = dictionary.gazetteer.aliases.map((alias) => alias.text);
});

const NOISE = [
  'the',
  'said',
  'of',
  'and',
  ',',
  ', ',
  '. ',
  '.',
  '\n',
  '\n\n',
  '\r\n',
  ' ',
  '\u00a0',
  "'s",
  '’s',
  '’',
  '"',
  '“',
  '”',
  '(',
  ')',
  '(NASDAQ: ',
  ': ',
  '-',
  '—',
  'Inc.',
  'Co., Ltd.',
  'Corp',
  'Ministry of',
  'Department',
  'a maker of',
  'which',
  'who',
  '48',
  '3.5%',
  '$6.5bn',
  '10,000',
  'H20',
  'MI308X',
  '910B',
  'e\u0301',
  'İ',
  'ß',
  'ﬁ',
  '👍🏽',
  '👨‍👩‍👧',
  '\ud83d',
  '\udc4d',
  '英伟达',
  '有限公司',
  'ทดสอบ',
  'مرحبا',
  '\u200b',
  '\u200d',
  '\u0000',
  '\ufeff',
  '*',
  '#',
  '====',
  '...',
  '!?',
  'U.S.',
  'J.',
  'No.',
  'Xi’an',
  'government',
  'prosecutors',
  'in',
  'near',
  'to',
  'by',
];

/** Documents of names, words, punctuation and whatever else a string may hold. */
const document = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.nat().map((at) => names[at % names.length]!) },
      { weight: 6, arbitrary: fc.constantFrom(...NOISE) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
    ),
    { maxLength: 40 },
  )
  .chain((parts) =>
    fc
      .array(fc.constantFrom(' ', ' ', ' ', ''), { minLength: parts.length, maxLength: parts.length })
      .map((gaps) => parts.map((part, at) => part + gaps[at]).join('')),
  );

describe('any document', () => {
  it('has tokens that lie in order, hold all but blanks, and lie in one sentence each', () => {
    fc.assert(
      fc.property(document, (text) => {
        const tokens = tokenise(text);
        let end = 0;
        for (let at = 0; at < tokens.count; at++) {
          expect(tokens.start[at]!).toBeGreaterThanOrEqual(end);
          expect(tokens.end[at]!).toBeGreaterThan(tokens.start[at]!);
          expect(/^[\s\u200b\u0085]*$/u.test(text.slice(end, tokens.start[at]!))).toBe(true);
          if (tokens.start[at]! > end) expect(tokens.flags[at]! & FLAG.spaced).toBeTruthy();
          end = tokens.end[at]!;
        }
        const found = sentences(tokens);
        expect(found.reduce((sum, { first, last }) => sum + last - first, 0)).toBe(tokens.count);
        for (const [index, { first, start }] of found.entries()) {
          expect(first).toBe(index === 0 ? 0 : found[index - 1]!.last);
          expect(start).toBe(tokens.start[first]);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('has mentions that are slices of it, in order, without overlap, each with its reason', () => {
    fc.assert(
      fc.property(document, (text) => {
        const tokens = tokenise(text);
        const mentions = findMentions(tokens, sentences(tokens), dictionary);
        let end = 0;
        for (const mention of mentions) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(text.slice(mention.start, mention.end)).toBe(mention.text);
          expect(mention.by.rule).not.toBe('');
          expect(dictionary.types.has(mention.type)).toBe(true);
          if (mention.id) expect(dictionary.entities.has(mention.id)).toBe(true);
          end = mention.end;
        }
      }),
      { numRuns: 10_000 },
    );
  }, 300_000);

  it('gives the same mentions every time', () => {
    fc.assert(
      fc.property(document, (text) => {
        const run = (): unknown => {
          const tokens = tokenise(text);
          return findMentions(tokens, sentences(tokens), dictionary).map(({ entity: _, ...rest }) => rest);
        };
        expect(run()).toEqual(run());
      }),
      { numRuns: 500 },
    );
  });
});

describe('time', () => {
  const shapes: Record<string, (size: number) => string> = {
    prose: (size) => 'Nvidia sold H20 chips to Foobar Systems, a maker of servers, in Johor. '.repeat(size),
    'one sentence of names': (size) => 'Nvidia, AMD, Foobar, Intel and Barquux Systems, '.repeat(size),
    capitals: (size) => 'Foo Bar Baz Quux '.repeat(size),
    'weak names': (size) => 'Apple Meta Oracle Block Arm said. '.repeat(size),
    'unknown names': (size) =>
      Array.from(
        { length: size },
        (_, at) => `Zorb${at.toString(26).replace(/\d/g, 'q')} Systems, a maker of chips, said. `,
      ).join(''),
    'opening brackets': (size) => '(((('.repeat(size * 4),
    apostrophes: (size) => "'s's's's ".repeat(size),
    commas: (size) => 'Ministry of Foo, Bar, '.repeat(size),
    periods: (size) => 'U.S.U.S.'.repeat(size),
    ideographs: (size) => '英伟达公司'.repeat(size),
    letters: (size) => 'a'.repeat(size * 20),
    newlines: (size) => '\n\n'.repeat(size * 10),
  };

  it.each(Object.entries(shapes))('is linear: %s', (_, shape) => {
    const time = (size: number): number => {
      const text = shape(size);
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 5; round++) {
        const from = process.cpuUsage();
        const tokens = tokenise(text);
        findMentions(tokens, sentences(tokens), dictionary);
        const { user, system } = process.cpuUsage(from);
        best = Math.min(best, (user + system) / 1e3);
      }
      return best;
    };
    time(200);
    const [small, large] = [time(500), time(4000)];
    // Eight times the text; quadratic work would take sixty-four times as long. Processor time, for a busy machine's sake.
    expect(large).toBeLessThan(Math.max(small, 1) * 30 + 20);
  });
});
