import { describe, expect, test } from 'vitest';
import { compileDictionary } from '../../../src/dictionary/compile.js';
import { readDecisions } from '../../../src/dictionary/decisions.js';
import { beginReview, press, type Review, screen } from '../../../src/dictionary/review.js';
import type { Suggestion } from '../../../src/dictionary/suggest.js';

const { dictionary } = compileDictionary([
  { path: 'types.yaml', text: 'types:\n  - { id: firm, kinds: [maker, trader] }\n  - { id: chip, kinds: [gpu] }\n' },
]);
const counts = { count: 3, documents: 2 };
const suggestions: Suggestion[] = [
  {
    kind: 'name',
    key: 'name Abex',
    name: 'Abex',
    ...counts,
    weight: 4,
    similar: [],
    contexts: [{ documentId: 'a', text: 'Abex rose.' }],
  },
  {
    kind: 'frame',
    key: 'frame court: firm firm',
    verb: 'court',
    slot: 'object',
    subjectType: 'firm',
    objectType: 'firm',
    ...counts,
    relations: ['supplies', 'acquires'],
    contexts: [{ documentId: 'a', text: 'Abex courted Bolo.', subject: 'Abex', object: 'Bolo' }],
  },
];
const keys = (typed: string, from: Review = beginReview(suggestions)): Review =>
  [...typed].reduce((review, key) => press(review, key, dictionary), from);

describe('a review', () => {
  test('accepts with what was chosen', () => {
    const { decided } = keys('tka2ia');
    expect(decided.map(({ decision }) => decision)).toEqual([
      { key: 'name Abex', decision: 'accept', type: 'firm', entityKind: 'maker' },
      { key: 'frame court: firm firm', decision: 'accept', relation: 'acquires', inverse: true },
    ]);
  });

  test('takes nothing without a type or a relation', () => {
    expect(keys('a')).toMatchObject({ at: 0, message: 'choose a type first: t' });
    expect(keys('xa')).toMatchObject({ at: 1, decided: [{ decision: { decision: 'reject' } }] });
  });

  test('takes back', () => {
    expect(keys('x u')).toMatchObject({ at: 1 });
    expect(keys('xu')).toMatchObject({ at: 0, decided: [] });
    expect(keys('u')).toMatchObject({ at: 0, message: 'nothing to take back' });
  });

  test('shows context, choices and the end', () => {
    expect(screen(beginReview(suggestions)).join('\n')).toContain('Abex rose.');
    expect(screen(keys('x')).join('\n')).toContain('1 supplies · 2 acquires');
    expect(screen(keys('x ')).join('\n')).toContain('All 2 decided.');
    expect(keys('x aaa').decided).toHaveLength(2);
  });
});

test('decisions are lines of suggestions with a decision', () => {
  const text =
    '{"key":"name A","decision":"accept","type":"firm"}\n{"key":"name B"}\n\n{"decision":"accept"}\nnonsense\n';
  expect(readDecisions(text)).toEqual({
    decisions: [{ key: 'name A', decision: 'accept', type: 'firm' }],
    errors: ['line 4: needs a key, and a decision that is accept, reject or ignore', 'line 5: is not JSON'],
  });
});
