import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type GoldSet, nameFolder, rates, readGold, type Scored, score } from '../../src/score/index.js';

const shared = join(import.meta.dirname, '../../../shared/gold');

const gold: GoldSet = {
  names: [{ 'United States': ['U.S.'] }],
  passages: [
    {
      id: '1',
      entities: [
        { start: 0, end: 3, type: 'a', name: 'Foo' },
        { start: 10, end: 14, type: 'b', name: 'U.S.' },
      ],
      relations: [
        { type: 'r', subject: 'Foo', object: 'old graphics cards', polarity: 'affirmed', modality: 'asserted' },
      ],
    },
  ],
};

describe('score', () => {
  it.each([
    ['nothing found', { documentId: '1' }, { mentions: 0, linked: 0, relations: 0, assertions: 0 }],
    [
      'a name from the table counts as the same',
      { documentId: 'x/1.txt', mentions: [{ start: 10, end: 14, type: 'b', name: 'The United States' }] },
      { mentions: 2 / 3, linked: 2 / 3, relations: 0, assertions: 0 },
    ],
    [
      'a wrong name is a mention without its link',
      { documentId: '1', mentions: [{ start: 0, end: 3, type: 'a', name: 'Bar' }] },
      { mentions: 2 / 3, linked: 0, relations: 0, assertions: 0 },
    ],
    [
      'a phrase matches by half of its words, a modality counts for assertions alone',
      {
        documentId: '1',
        relations: [
          {
            type: 'r',
            subject: { name: 'foo' },
            object: { name: 'graphics cards' },
            polarity: 'affirmed',
            modality: 'planned',
          },
        ],
      },
      { mentions: 0, linked: 0, relations: 1, assertions: 0 },
    ],
  ] as [string, Scored, Record<string, number>][])('%s', (_, extraction, expected) => {
    const { scores } = score(gold, [extraction]);
    for (const [name, f1] of Object.entries(expected))
      expect(scores[name as keyof typeof scores].f1, name).toBeCloseTo(f1);
  });

  it('takes symmetric relations either way round', () => {
    const crossed: Scored = {
      documentId: '1',
      relations: [
        { type: 'r', subject: 'old graphics cards', object: 'Foo', polarity: 'affirmed', modality: 'asserted' },
      ],
    };
    expect(score(gold, [crossed]).scores.assertions.f1).toBe(0);
    expect(score(gold, [crossed], ['r']).scores.assertions.f1).toBe(1);
  });

  it('names what is missed and what is spurious', () => {
    const { errors } = score(gold, [{ documentId: '1', mentions: [{ start: 4, end: 6, type: 'a', name: 'Bar' }] }]);
    expect(errors).toContainEqual({ id: '1', score: 'mentions', kind: 'missed', what: 'a [0,3) Foo' });
    expect(errors).toContainEqual({ id: '1', score: 'mentions', kind: 'spurious', what: 'a [4,6) Bar' });
  });

  it('gives the rates of empty sets', () => {
    expect(rates({ hit: 0, gold: 0, found: 0 })).toEqual({ precision: 1, recall: 1, f1: 1, gold: 0, found: 0 });
  });

  it('folds names', () => {
    const fold = nameFolder([{ Zoë: ['the Z. Co'] }]);
    expect(fold('Z Co')).toBe(fold('Zoë'));
  });

  it.runIf(existsSync(shared))('gives the figures of the reference scorer', async () => {
    const set = await readGold(shared);
    const extractions: Scored[] = set.passages.map(({ id, entities, relations }, index) => ({
      documentId: id,
      mentions: entities
        .filter((_, at) => (at + index) % 3 !== 0)
        .map((entity, at) => (at % 5 ? entity : { ...entity, name: 'Nobody' })),
      relations: relations
        .filter((_, at) => (at + index) % 4 !== 0)
        .map((one, at) => ({
          ...one,
          subject: { name: one.object },
          object: { name: at % 2 ? one.subject : one.object },
          modality: at % 3 ? one.modality : 'possible',
        })),
    }));
    const file = join(mkdtempSync(join(tmpdir(), 'score-')), 'extractions.ndjson');
    writeFileSync(file, extractions.map((extraction) => JSON.stringify(extraction)).join('\n'));
    const reference = JSON.parse(
      execFileSync('node', [join(shared, 'score.mjs'), shared, file, '--json'], { encoding: 'utf8' }),
    );
    const symmetric = /new Set\(\['([a-z-]+)'\]\)/.exec(readFileSync(join(shared, 'score.mjs'), 'utf8'))!.slice(1);
    const { scores, byType } = score(set, extractions, symmetric);
    expect({ ...scores, byType }).toEqual(reference);
  });
});
