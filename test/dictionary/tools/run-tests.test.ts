import { describe, expect, test } from 'vitest';
import { type Extract, runTests } from '../../../src/dictionary/run-tests.js';
import type { Relation } from '../../../src/schema/extraction.js';

const relation = (type: string, subject: string, object: string, more: Partial<Relation> = {}): Relation => ({
  type,
  subject: { name: subject },
  object: { name: object },
  sentence: 0,
  polarity: 'affirmed',
  modality: 'asserted',
  evidence: { start: 5, end: 9, text: 'left' },
  by: { frame: `${type}/leave`, entry: 'relations.yaml:9', steps: [] },
  confidence: 1,
  ...more,
});
const extract: Extract = ({ id, text }) => ({
  documentId: id,
  dictionaryVersion: 'v',
  language: 'en',
  text,
  sentences: [{ start: 0, end: text.length }],
  mentions: [
    {
      start: 0,
      end: 4,
      text: 'Abex',
      type: 'firm',
      name: 'Abex',
      id: 'firm:abex',
      by: { rule: 'gazetteer', entry: 'firms.yaml:4' },
    },
  ],
  relations: [
    relation('leases', 'Abex', 'Bolo, Inc', {
      attribution: { start: 0, end: 1, who: 'Reuters' },
      time: { start: 0, end: 1, text: 'May', value: '2025-05' },
    }),
    relation('works-with', 'Abex', 'Cy', { polarity: 'negated', modality: 'planned' }),
  ],
});
const run = (test: string) =>
  runTests([{ path: 'a.test.yaml', text: `tests:\n${test}` }], extract, {
    symmetric: new Set(['works-with']),
    canonical: (id) => (id === 'firm:abex' ? 'Abex Group' : undefined),
  });
const ALL = 'relations: ["leases(Abex, Bolo, Inc)", "not works-with(Abex, Cy) planned"]';

describe('dict test', () => {
  test.each([
    ['all relations', `  - { text: Abex left., ${ALL} }\n`],
    ['a symmetric one the other way round', `  - { text: Abex left., ${ALL.replace('(Abex, Cy)', '(Cy, Abex)')} }\n`],
    ['source and time', `  - { text: Abex left., ${ALL.replace('Inc)', 'Inc); by Reuters; at 2025-05')} }\n`],
    ['a mention', '  - { text: "[Abex](firm) left." }\n'],
    ['a mention by its canonical name', '  - { text: "[Abex](firm=Abex Group) left." }\n'],
    ['nothing that is looked at', '  - { text: Abex left. }\n'],
  ])('passes with %s', (_, text) => {
    expect(run(text)).toEqual({ passed: 1, failures: [] });
  });

  test.each([
    ['  - { text: Abex left., mentions: none }\n', ['+ [Abex](firm)  (firms.yaml:4)']],
    ['  - { text: "Abex [left](firm)." }\n', ['- [left](firm)', '+ [Abex](firm)  (firms.yaml:4)']],
    [
      `  - { text: Abex left., ${ALL.replace('Inc)', 'Inc); by AP')} }\n`,
      ['- leases(Abex, Bolo, Inc); by AP', '+ leases(Abex, Bolo, Inc); by Reuters; at 2025-05  (relations.yaml:9)'],
    ],
    [
      '  - { text: Abex left., relations: none }\n',
      [
        '+ leases(Abex, Bolo, Inc); by Reuters; at 2025-05  (relations.yaml:9)',
        '+ not works-with(Abex, Cy) planned  (relations.yaml:9)',
      ],
    ],
  ])('fails with what differs: %s', (text, differences) => {
    expect(run(`  # first\n${text}`).failures).toEqual([
      { file: 'a.test.yaml', line: 3, column: 5, text: 'Abex left.', differences },
    ]);
  });

  test('runs examples and counterexamples of relations', () => {
    const text = `relations:
  - id: leases
    description: x
    subject: { types: [firm] }
    object: { types: [firm] }
    frames: [{ verb: [leave], subject: subject, object: object }]
    examples: [{ text: Abex left., relations: ["leases(Abex, Bolo, Inc)"] }]
    counterexamples: [Abex left.]
`;
    const { passed, failures } = runTests([{ path: 'relations.yaml', text }], extract);
    expect(passed).toBe(1);
    expect(failures).toMatchObject([{ line: 8, column: 23, differences: [expect.stringContaining('+ leases(')] }]);
  });
});
