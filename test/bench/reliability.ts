import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dictionary } from '../../src/dictionary/dictionary.js';
import { loadDictionary } from '../../src/dictionary/load.js';
import { extract } from '../../src/extract/extract.js';
import type { Relation } from '../../src/schema/extraction.js';
import { readGold } from '../../src/score/index.js';
import { type Fold, folder, runPhenomena } from '../gold/phenomena.js';

/**
 * How far confidences can be believed: relations of the phenomena and, where there is one, the gold set, in bins of their confidence, with
 * the share of them that is right: `node dist/test/bench/reliability.js`.
 */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const BINS = [0, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.001];

/** A relation found, and whether its arguments are right. */
export interface Judged {
  readonly relation: Relation;
  readonly right: boolean;
}

/** Every relation found in the phenomena and the gold set, judged. */
export async function judge(base: string): Promise<Judged[]> {
  const { dictionary } = await loadDictionary([join(base, 'dictionaries')]);
  const gold = join(base, '../shared/gold');
  const fold = folder(dictionary, join(gold, 'names.json'));
  const trials = runPhenomena(join(base, 'test/gold/relations'), dictionary, fold);
  const judged: Judged[] = trials.flatMap(({ pairs, spurious }) => [
    ...pairs.map(({ found }) => ({ relation: found, right: true })),
    ...spurious.map((relation) => ({ relation, right: false })),
  ]);
  return existsSync(gold) ? [...judged, ...(await judgeGold(gold, dictionary, fold))] : judged;
}

async function judgeGold(folderPath: string, dictionary: Dictionary, fold: Fold): Promise<Judged[]> {
  const { passages } = await readGold(folderPath);
  return passages.flatMap(({ id, relations }) => {
    const text = readFileSync(join(folderPath, 'texts', `${id}.txt`), 'utf8');
    return extract({ id, text }, dictionary).relations.map((relation) => ({
      relation,
      right: relations.some((one) => {
        if (one.type !== relation.type) return false;
        const ends = [fold(relation.subject.name), fold(relation.object.name)];
        const expected = [fold(one.subject), fold(one.object)];
        const loose = (left: string, right: string): boolean =>
          left === right || (relation.object.type === undefined && overlap(left, right) >= 0.5);
        const symmetric = dictionary.grammar.relations.get(one.type)?.symmetric;
        return (
          (loose(ends[0]!, expected[0]!) && loose(ends[1]!, expected[1]!)) ||
          (symmetric === true && ends[0] === expected[1] && ends[1] === expected[0])
        );
      }),
    }));
  });
}

function overlap(left: string, right: string): number {
  const [a, b] = [new Set(left.split(' ')), new Set(right.split(' '))];
  return [...a].filter((word) => b.has(word)).length / Math.max(a.size, b.size);
}

/** One line a bin: how many, what was predicted, what was observed; and the expected calibration error. */
export function reliabilityTable(judged: readonly Judged[]): string[] {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  let error = 0;
  const lines = BINS.slice(1).flatMap((to, index) => {
    const from = BINS[index]!;
    const inside = judged.filter(({ relation }) => relation.confidence >= from && relation.confidence < to);
    if (inside.length === 0) return [];
    const predicted = mean(inside.map(({ relation }) => relation.confidence));
    const observed = mean(inside.map(({ right }) => (right ? 1 : 0)));
    error += Math.abs(predicted - observed) * (inside.length / judged.length);
    return [
      `${from.toFixed(2)}–${Math.min(1, to).toFixed(2)}  ${String(inside.length).padStart(5)}  predicted ${predicted.toFixed(3)}  observed ${observed.toFixed(3)}`,
    ];
  });
  const brier = mean(judged.map(({ relation, right }) => (relation.confidence - (right ? 1 : 0)) ** 2));
  return [
    ...lines,
    `expected calibration error ${error.toFixed(3)}, Brier score ${brier.toFixed(3)}, ${judged.length} relations`,
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const line of reliabilityTable(await judge(root))) console.log(line);
}
