import { plainName, type Rates, rates, type Tally } from '../../src/score/index.js';
import type { Fold, Trial } from './phenomena.js';

/** The rates of relations by type and arguments. */
export function relationRates(trials: readonly Trial[]): Rates {
  return rates(
    sum(trials, ({ expected, found, pairs }) => ({ hit: pairs.length, gold: expected.length, found: found.length })),
  );
}

/** Rates of relations with polarity and modality. */
export function assertionRates(trials: readonly Trial[]): Rates {
  return rates(
    sum(trials, ({ expected, found, pairs }) => ({
      hit: pairs.filter(
        (pair) => pair.expected.polarity === pair.found.polarity && pair.expected.modality === pair.found.modality,
      ).length,
      gold: expected.length,
      found: found.length,
    })),
  );
}

/** Share of sentences with nothing spurious: what a phenomenon without relations is measured by. */
export function silence(trials: readonly Trial[]): number {
  return trials.filter(({ spurious }) => spurious.length === 0).length / Math.max(1, trials.length);
}

/** F1 of a phenomenon's relations; where it expects none, its share of sentences that give none. */
export function phenomenonScore(trials: readonly Trial[]): number {
  return trials.every(({ expected }) => expected.length === 0) ? silence(trials) : relationRates(trials).f1;
}

/** Macro-averaged F1 of a label over the relations that were found: each label counts alike, however rare. */
export function macroF1(trials: readonly Trial[], label: 'polarity' | 'modality'): number {
  const tallies = new Map<string, Tally>();
  const tally = (name: string): Tally => {
    const known = tallies.get(name) ?? { hit: 0, gold: 0, found: 0 };
    tallies.set(name, known);
    return known;
  };
  for (const { expected, found } of trials.flatMap(({ pairs }) => pairs)) {
    tally(expected[label]).gold++;
    tally(found[label]).found++;
    if (expected[label] === found[label]) tally(expected[label]).hit++;
  }
  const all = [...tallies.values()].map((one) => rates(one).f1);
  return all.reduce((total, one) => total + one, 0) / Math.max(1, all.length);
}

/** Rates of attributions: right when they name the source as the test does, articles and spelling of known names apart. */
export function attributionRates(trials: readonly Trial[], fold: Fold): Rates {
  const same = (left: string, right: string): boolean => fold(left) === fold(right) || bare(left) === bare(right);
  return rates(
    sum(trials, ({ expected, pairs, found }) => ({
      hit: pairs.filter(
        (pair) => pair.expected.by && pair.found.attribution && same(pair.expected.by, pair.found.attribution.who),
      ).length,
      gold: expected.filter(({ by }) => by).length,
      found: found.filter(({ attribution }) => attribution).length,
    })),
  );
}

/** Rates of normalised times. */
export function timeRates(trials: readonly Trial[]): Rates {
  return rates(
    sum(trials, ({ expected, pairs, found }) => ({
      hit: pairs.filter((pair) => pair.expected.at && pair.expected.at === pair.found.time?.value).length,
      gold: expected.filter(({ at }) => at).length,
      found: found.filter(({ time }) => time).length,
    })),
  );
}

/** Rates of amounts, by their text. */
export function amountRates(trials: readonly Trial[]): Rates {
  return rates(
    sum(trials, ({ expected, pairs, found }) => ({
      hit: pairs
        .map(
          (pair) => pair.expected.amounts.filter((text) => pair.found.amounts?.some((one) => one.text === text)).length,
        )
        .reduce((total, count) => total + count, 0),
      gold: expected.reduce((total, { amounts }) => total + amounts.length, 0),
      found: found.reduce((total, { amounts }) => total + (amounts?.length ?? 0), 0),
    })),
  );
}

/** The trials of each phenomenon. */
export function byPhenomenon(trials: readonly Trial[]): Map<string, Trial[]> {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) groups.set(trial.phenomenon, [...(groups.get(trial.phenomenon) ?? []), trial]);
  return groups;
}

/** One line a phenomenon: its score, relations and assertions, the worst first. */
export function table(trials: readonly Trial[]): string {
  const number = (value: number): string => value.toFixed(3);
  const rows = [...byPhenomenon(trials)].map(([name, list]) => ({
    score: phenomenonScore(list),
    line: `${name.padEnd(32)} relations P ${number(relationRates(list).precision)} R ${number(relationRates(list).recall)} F1 ${number(
      relationRates(list).f1,
    )}  assertions F1 ${number(assertionRates(list).f1)}  silent ${number(silence(list))}  sentences ${list.length}`,
  }));
  return rows
    .sort((a, b) => a.score - b.score)
    .map(({ score, line }) => `${number(score)} ${line}`)
    .join('\n');
}

/** What is missed and what is spurious, one line each. */
export function faults(trials: readonly Trial[]): string {
  return trials
    .filter(({ missed, spurious }) => missed.length + spurious.length > 0)
    .map(
      ({ text, missed, spurious }) =>
        `${text}\n${[
          ...missed.map(({ type, subject, object }) => `  missed ${type}(${subject}, ${object})`),
          ...spurious.map(
            ({ type, subject, object, by }) => `  spurious ${type}(${subject.name}, ${object.name}) ${by.frame}`,
          ),
        ].join('\n')}`,
    )
    .join('\n');
}

function sum(trials: readonly Trial[], count: (trial: Trial) => Tally): Tally {
  const total: Tally = { hit: 0, gold: 0, found: 0 };
  for (const { hit, gold, found } of trials.map(count)) {
    total.hit += hit;
    total.gold += gold;
    total.found += found;
  }
  return total;
}

function bare(name: string): string {
  return plainName(name.replace(/^(an?|the) /i, ''));
}
