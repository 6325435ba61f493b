import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dictionary } from '../../src/dictionary/dictionary.js';
import { loadDictionary } from '../../src/dictionary/load.js';
import {
  amountRates,
  assertionRates,
  attributionRates,
  byPhenomenon,
  faults,
  macroF1,
  phenomenonScore,
  relationRates,
  table,
  timeRates,
} from './measures.js';
import { type Fold, folder, runPhenomena, runTest, type Trial } from './phenomena.js';

const root = join(import.meta.dirname, '../..');
const { dictionary }: { dictionary: Dictionary } = await loadDictionary([join(root, 'dictionaries')]);
const fold: Fold = folder(dictionary, join(root, '../shared/gold/names.json'));
const relations = [...dictionary.grammar.relations.values()];

describe('phenomena of relations', () => {
  const trials = runPhenomena(join(import.meta.dirname, 'relations'), dictionary, fold);
  const of = (phenomenon: string): Trial[] => trials.filter((trial) => trial.phenomenon === phenomenon);

  beforeAll(() => {
    const number = (value: number): string => value.toFixed(3);
    const lines = [
      table(trials),
      `relations ${JSON.stringify(relationRates(trials))}`,
      `assertions F1 ${number(assertionRates(trials).f1)}, polarity macro-F1 ${number(macroF1(trials, 'polarity'))}, modality macro-F1 ${number(macroF1(trials, 'modality'))}`,
      `attribution F1 ${number(attributionRates(of('attribution'), fold).f1)}, time F1 ${number(timeRates(of('event-time')).f1)}, amounts F1 ${number(amountRates(of('amounts')).f1)}`,
    ];
    console.info(lines.join('\n'));
  });

  it('are at least 400 sentences, a quarter of them without a relation', () => {
    expect(trials.length).toBeGreaterThanOrEqual(400);
    expect(trials.filter(({ expected }) => expected.length === 0).length).toBeGreaterThanOrEqual(trials.length / 4);
  });

  it('reach an F1 of 0.92 overall', () => {
    expect(relationRates(trials).f1, faults(trials)).toBeGreaterThanOrEqual(0.92);
  });

  it.each([...byPhenomenon(trials)])('%s: at least 0.80', (_, list) => {
    expect(phenomenonScore(list), faults(list)).toBeGreaterThanOrEqual(0.8);
  });

  it.each(['polarity', 'modality'] as const)('%s: macro-F1 of at least 0.85', (label) => {
    const wrong = trials
      .flatMap(({ text, pairs }) => pairs.map((pair) => ({ text, ...pair })))
      .filter((pair) => pair.expected[label] !== pair.found[label])
      .map((pair) => `${pair.text} ${pair.expected[label]} not ${pair.found[label]}`);
    expect(macroF1(trials, label), wrong.join('\n')).toBeGreaterThanOrEqual(0.85);
  });

  it('attribution: at least 0.80', () => {
    const said = of('attribution').flatMap(({ text, found }) => found.map((one) => `${text} ${one.attribution?.who}`));
    expect(attributionRates(of('attribution'), fold).f1, said.join('\n')).toBeGreaterThanOrEqual(0.8);
  });

  it('event time: at least 0.85', () => {
    const said = of('event-time').flatMap(({ text, found }) => found.map((one) => `${text} ${one.time?.value}`));
    expect(timeRates(of('event-time')).f1, said.join('\n')).toBeGreaterThanOrEqual(0.85);
  });

  it('amounts: at least 0.80', () => {
    const said = of('amounts').flatMap(({ text, found }) =>
      found.map((one) => `${text} ${one.amounts?.map((amount) => amount.text).join(' + ')}`),
    );
    expect(amountRates(of('amounts')).f1, said.join('\n')).toBeGreaterThanOrEqual(0.8);
  });
});

describe('the examples of the relations', () => {
  const examples = relations.flatMap(({ id, entry }) => entry.examples.map((test) => ({ id, ...test })));
  it.each(examples)('$id: $text', ({ id, ...test }) => {
    const { missed, spurious } = runTest({ phenomenon: id, ...test }, dictionary, fold);
    expect({
      missed,
      spurious: spurious.map(({ type, subject, object }) => `${type}(${subject.name}, ${object.name})`),
    }).toEqual({
      missed: [],
      spurious: [],
    });
  });

  const counterexamples = relations.flatMap(({ id, entry }) => entry.counterexamples.map((text) => ({ id, text })));
  it.each(counterexamples)('not $id: $text', ({ id, text }) => {
    const { found } = runTest({ phenomenon: id, text }, dictionary, fold);
    expect(found.filter(({ type }) => type === id).map(({ by }) => by.frame)).toEqual([]);
  });
});
