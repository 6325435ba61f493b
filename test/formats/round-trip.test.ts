import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Annotated,
  CodePoints,
  FormatError,
  fromBrat,
  fromDoccano,
  fromExtraction,
  fromGold,
  fromLabel,
  fromProdigy,
  toBrat,
  toConll,
  toDoccano,
  toGold,
  toLabel,
  toProdigy,
} from '../../src/formats/index.js';
import type { Relation } from '../../src/schema/extraction.js';

const character = fc.oneof(
  fc.constantFrom('a', 'B', '1', ' ', '.', '-', '\n', '😀', '𠮷', 'é', '寒', '\u0301'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);
const text = fc.array(character, { minLength: 1, maxLength: 60 }).map((parts) => parts.join('').replace(/\r/g, ' '));

/** Annotated texts: spans that do not overlap, on whole characters. */
const annotated: fc.Arbitrary<Annotated> = text.chain((words) => {
  const edges = [0];
  for (const one of words) edges.push(edges.at(-1)! + one.length);
  return fc
    .record({
      cuts: fc.uniqueArray(fc.nat(edges.length - 1), { maxLength: 8 }),
      types: fc.array(fc.constantFrom('firm', 'chip', 'sub-region'), { minLength: 4, maxLength: 4 }),
      names: fc.array(fc.constantFrom(undefined, 'Canonical Name', 'Naïve 😀'), { minLength: 4, maxLength: 4 }),
      pairs: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 4 }),
      polarity: fc.constantFrom(undefined, 'negated' as const),
      modality: fc.constantFrom(undefined, 'planned' as const, 'reported' as const, 'possible' as const),
    })
    .map(({ cuts, types, names, pairs, polarity, modality }) => {
      const sorted = [...cuts].sort((a, b) => a - b);
      const spans = [];
      for (let at = 0; at + 1 < sorted.length; at += 2) {
        const name = names[at / 2];
        spans.push({
          start: edges[sorted[at]!]!,
          end: edges[sorted[at + 1]!]!,
          type: types[at / 2]!,
          ...(name === undefined ? {} : { name }),
        });
      }
      const relations = pairs
        .filter(([a, b]) => a < spans.length && b < spans.length)
        .map(([subject, object]) => ({
          type: 'works-with',
          subject,
          object,
          ...(polarity ? { polarity } : {}),
          ...(modality ? { modality } : {}),
        }));
      return { id: 'doc-1', text: words, spans, relations };
    });
});

const FORMATS: [string, (one: Annotated) => Annotated | undefined][] = [
  ['doccano', (one) => fromDoccano(toDoccano(one), 'x:1')],
  ['Prodigy', (one) => fromProdigy(toProdigy(one), 'x:1')],
  ['brat', (one) => fromBrat(one.id, one.text, toBrat(one))],
];

describe('there and back', () => {
  test.each(FORMATS)('%s gives the same back', (_, roundTrip) => {
    fc.assert(
      fc.property(annotated, (one) => {
        expect(roundTrip(one)).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });

  test('code points and UTF-16 units', () => {
    fc.assert(
      fc.property(text, (words) => {
        const points = new CodePoints(words);
        let unit = 0;
        [...words].forEach((one, point) => {
          expect(points.toPoints(unit)).toBe(point);
          expect(points.toUnits(point)).toBe(unit);
          unit += one.length;
        });
        expect(points.toUnits([...words].length)).toBe(words.length);
      }),
    );
  });

  test('labels carry the stance', () => {
    for (const label of ['leases', 'not leases', 'not leases planned', 'leases possible']) {
      expect(toLabel({ subject: 0, object: 1, ...fromLabel(label) })).toBe(label);
    }
  });

  test('offsets are what the other tools count', () => {
    const one: Annotated = { id: 'a', text: '😀 Nvidia', spans: [{ start: 3, end: 9, type: 'firm' }], relations: [] };
    expect(JSON.parse(toDoccano(one))).toMatchObject({ entities: [{ start_offset: 2, end_offset: 8 }] });
    expect(toBrat(one)).toBe('T1\tfirm 2 8\tNvidia\n');
    expect(toConll(one)).toBe('# a\n😀\tO\nNvidia\tB-FIRM\n\n');
  });
});

test('gold comes from annotations and back, by names', () => {
  const gold = {
    id: 'g',
    entities: [
      { start: 0, end: 4, text: 'Abex', type: 'firm', name: 'Abex' },
      { start: 10, end: 14, text: 'Bolo', type: 'firm', name: 'Bolo Group' },
    ],
    relations: [
      { type: 'leases', subject: 'Abex', object: 'Bolo Group', polarity: 'negated', modality: 'planned' },
      { type: 'leases', subject: 'Abex', object: 'two halls', polarity: 'affirmed', modality: 'asserted' },
    ],
  };
  const { annotated: one, dropped } = fromGold(gold, 'Abex left Bolo.');
  expect(dropped).toBe(1);
  expect(toGold(one)).toEqual({ ...gold, relations: gold.relations.slice(0, 1) });
});

test('an extraction keeps what has spans', () => {
  const by = { rule: 'gazetteer' };
  const argument = (name: string, mention?: number) => ({ name, ...(mention === undefined ? {} : { mention }) });
  const relation = {
    type: 'leases',
    sentence: 0,
    polarity: 'affirmed',
    modality: 'asserted',
    evidence: { start: 5, end: 9, text: 'left' },
    by: { frame: 'f', entry: 'e:1', steps: [] as string[] },
    confidence: 1,
  } satisfies Omit<Relation, 'subject' | 'object'>;
  const { annotated: one, dropped } = fromExtraction({
    documentId: 'd',
    dictionaryVersion: 'v',
    language: 'en',
    text: 'Abex left Bolo.',
    sentences: [{ start: 0, end: 15 }],
    mentions: [
      { start: 0, end: 4, text: 'Abex', type: 'firm', name: 'Abex', by },
      { start: 10, end: 14, text: 'Bolo', type: 'firm', name: 'Bolo Group', by },
    ],
    relations: [
      { ...relation, subject: argument('Abex', 0), object: argument('Bolo Group', 1) },
      { ...relation, subject: argument('Abex', 0), object: argument('two halls') },
    ],
  });
  expect(dropped).toBe(1);
  expect(one.relations).toEqual([{ type: 'leases', subject: 0, object: 1 }]);
});

test.each([
  ['doccano', () => fromDoccano('{', 'f:3'), 'f:3: is not JSON'],
  [
    'doccano',
    () => fromDoccano('{"text":"a","relations":[{"from_id":1,"to_id":2,"type":"x"}]}', 'f:3'),
    'f:3: a relation names entity 1, which is not there',
  ],
  ['Prodigy', () => fromProdigy('{"text":1}', 'f:3'), 'f:3: text: is no text'],
  ['brat', () => fromBrat('a', 'x', 'T1\tfirm x y\tz'), 'a.ann:1: is no span'],
])('%s: what is wrong is told with its line', (_, read, message) => {
  expect(read).toThrow(FormatError);
  expect(read).toThrow(message);
});
