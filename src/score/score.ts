import type { GoldEntity, GoldPassage, GoldRelation, GoldSet } from './gold.js';
import { nameFolder } from './names.js';
import { type Rates, rates, type Tally } from './rates.js';

/** What is counted, each as a micro average over the whole set. */
export const SCORES = ['mentions', 'linked', 'relations', 'assertions'] as const;
export type ScoreName = (typeof SCORES)[number];

/** The part of an extraction that is scored. */
export interface Scored {
  readonly documentId: string;
  readonly mentions?: readonly GoldEntity[];
  readonly relations?: readonly {
    readonly type: string;
    readonly subject: { readonly name: string } | string;
    readonly object: { readonly name: string } | string;
    readonly polarity: string;
    readonly modality: string;
  }[];
}

/** A missed or a spurious item, or a passage without extraction. */
export interface ScoreError {
  readonly id: string;
  readonly score?: ScoreName;
  readonly kind: 'missed' | 'spurious' | 'no extraction';
  readonly what: string;
}

/** Rates of a set, in all and by type. */
export interface Report {
  readonly scores: Readonly<Record<ScoreName, Rates>>;
  readonly byType: Readonly<Record<ScoreName, Readonly<Record<string, Rates>>>>;
  readonly errors: readonly ScoreError[];
}

/**
 * Scores extractions against a gold set. `mentions`: same span and type; `linked`: and the same canonical name; `relations`:
 * same type, subject and object; `assertions`: and the same polarity and modality. Arguments that the passage does not name
 * match by half of their words; relations of the `symmetric` types, which the dictionary declares, match either way round.
 */
export function score(gold: GoldSet, extractions: readonly Scored[], symmetric: readonly string[] = []): Report {
  const fold = nameFolder(gold.names);
  const found = new Map(extractions.map((extraction) => [documentId(extraction), extraction]));
  const totals = new Map<ScoreName, Tally>(SCORES.map((name) => [name, { hit: 0, gold: 0, found: 0 }]));
  const byType = new Map<ScoreName, Map<string, Tally>>(SCORES.map((name) => [name, new Map()]));
  const errors: ScoreError[] = [];

  function count<T>(
    name: ScoreName,
    type: string,
    id: string,
    expected: readonly T[],
    given: readonly T[],
    rule: Rule<T>,
  ): void {
    const rest = [...given];
    const missed = expected.filter((item) => {
      const at = rest.findIndex((other) => rule.matches(item, other));
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
    const types = byType.get(name)!;
    const typed = types.get(type) ?? { hit: 0, gold: 0, found: 0 };
    types.set(type, typed);
    for (const tally of [totals.get(name)!, typed]) {
      tally.hit += expected.length - missed.length;
      tally.gold += expected.length;
      tally.found += given.length;
    }
    for (const item of missed) errors.push({ id, score: name, kind: 'missed', what: rule.show(item) });
    for (const item of rest) errors.push({ id, score: name, kind: 'spurious', what: rule.show(item) });
  }

  for (const passage of gold.passages) {
    const extraction = found.get(passage.id);
    if (!extraction) errors.push({ id: passage.id, kind: 'no extraction', what: '' });
    const mentions = extraction?.mentions ?? [];
    const relations = (extraction?.relations ?? []).map(flatten);
    for (const type of typesOf(passage.entities, mentions)) {
      const [expected, given] = [ofType(passage.entities, type), ofType(mentions, type)];
      count('mentions', type, passage.id, expected, given, mentionRule(fold, false));
      count('linked', type, passage.id, expected, given, mentionRule(fold, true));
    }
    for (const type of typesOf(passage.relations, relations)) {
      for (const name of ['relations', 'assertions'] as const) {
        const rule = relationRule(passage, fold, name === 'assertions', symmetric.includes(type));
        const once = (list: readonly GoldRelation[]): GoldRelation[] => [
          ...new Map(ofType(list, type).map((relation) => [rule.key(relation), relation])).values(),
        ];
        count(name, type, passage.id, once(passage.relations), once(relations), rule);
      }
    }
  }
  return {
    scores: Object.fromEntries(SCORES.map((name) => [name, rates(totals.get(name)!)])) as Record<ScoreName, Rates>,
    byType: Object.fromEntries(
      SCORES.map((name) => [
        name,
        Object.fromEntries([...byType.get(name)!].map(([type, tally]) => [type, rates(tally)])),
      ]),
    ) as Record<ScoreName, Record<string, Rates>>,
    errors,
  };
}

interface Rule<T> {
  matches(expected: T, given: T): boolean;
  show(item: T): string;
}

type Fold = (name: string) => string;

function documentId({ documentId: id }: Scored): string {
  return String(id)
    .replace(/^.*\//, '')
    .replace(/\.txt$/, '');
}

function flatten(relation: NonNullable<Scored['relations']>[number]): GoldRelation {
  const name = (argument: { readonly name: string } | string): string =>
    typeof argument === 'string' ? argument : argument.name;
  return { ...relation, subject: name(relation.subject), object: name(relation.object) };
}

function mentionRule(fold: Fold, linked: boolean): Rule<GoldEntity> {
  return {
    matches: (a, b) => a.start === b.start && a.end === b.end && (!linked || fold(a.name) === fold(b.name ?? '')),
    show: ({ type, start, end, name }) => `${type} [${start},${end}) ${name}`,
  };
}

function relationRule(
  passage: GoldPassage,
  fold: Fold,
  asserted: boolean,
  symmetric: boolean,
): Rule<GoldRelation> & { key(relation: GoldRelation): string } {
  const named = new Set(passage.entities.map((entity) => fold(entity.name)));
  const same = (left: string, right: string): boolean =>
    fold(left) === fold(right) || (!named.has(fold(left)) && overlap(fold(left), fold(right)) >= 0.5);
  return {
    matches(a, b) {
      const straight = same(a.subject, b.subject) && same(a.object, b.object);
      const crossed = symmetric && same(a.subject, b.object) && same(a.object, b.subject);
      return (straight || crossed) && (!asserted || (a.polarity === b.polarity && a.modality === b.modality));
    },
    key({ type, subject, object, polarity, modality }) {
      const ends = [fold(subject), fold(object)];
      return [type, ...(symmetric ? ends.sort() : ends), asserted ? `${polarity}/${modality}` : ''].join('|');
    },
    show: ({ type, subject, object, polarity, modality }) => `${type}(${subject}, ${object}) ${polarity}/${modality}`,
  };
}

/** Share of the words of the longer phrase that both have. */
function overlap(left: string, right: string): number {
  const [a, b] = [new Set(left.split(' ')), new Set(right.split(' '))];
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(a.size, b.size);
}

function ofType<T extends { readonly type: string }>(list: readonly T[], type: string): T[] {
  return list.filter((item) => item.type === type);
}

function typesOf(...lists: readonly (readonly { readonly type: string }[])[]): Set<string> {
  return new Set(lists.flat().map((item) => item.type));
}
