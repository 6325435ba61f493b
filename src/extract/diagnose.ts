import type { ArgumentSpec, Frame, Slot, SlotTest } from '../dictionary/relations.js';
import { phraseText } from './discourse/phrase-words.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Candidate } from './predicates.js';
import type { Found } from './relate.js';
import { phrasesAt } from './slots/paths.js';
import type { SlotReader } from './slots.js';

export const STAGES = ['no frame', 'when', 'unless', 'subject', 'object', 'pair', 'not stated'] as const;
/** The stages that a frame must pass, in order; "not stated" is for what is only asked, forbidden or said of one entity. */
export type Stage = (typeof STAGES)[number];

/** What a slot of a frame was filled with. */
export interface SlotReport {
  readonly role: 'subject' | 'object' | 'pair';
  /** The slot that was filled, as the frame writes it; absent where none was. */
  readonly slot?: string;
  readonly filled: readonly string[];
}

/** How far a frame came with a verb or noun, and what edit of the dictionaries would take it further. */
export interface FrameReport {
  readonly frame: string;
  readonly entry: string;
  readonly slots: readonly SlotReport[];
  readonly failed?: Failure;
}

export interface Failure {
  readonly stage: Stage;
  readonly why: string;
  readonly edit: string;
}

/** Takes a frame through its stages for one verb or noun: tests, slots, types. `found` are the relations of the sentence. */
export function diagnose(candidate: Candidate, frame: Frame, found: readonly Found[], reader: SlotReader): FrameReport {
  const report = (slots: readonly SlotReport[], failed?: Failure): FrameReport => ({
    frame: frame.key,
    entry: frame.place,
    slots,
    ...(failed ? { failed } : {}),
  });
  const { predicate } = candidate;
  for (const test of frame.when) {
    if (!reader.holds(predicate, test)) return report([], testFailure('when', test, candidate, frame));
  }
  for (const test of frame.unless) {
    if (reader.holds(predicate, test)) return report([], testFailure('unless', test, candidate, frame));
  }
  const slots: SlotReport[] = [];
  const roles: ['subject' | 'object' | 'pair', readonly Slot[], ArgumentSpec][] =
    frame.pair.length > 0
      ? [['pair', frame.pair, frame.relation.subject]]
      : [
          ['subject', frame.subject, frame.relation.subject],
          ['object', frame.object, frame.relation.object],
        ];
  for (const [role, choices, spec] of roles) {
    const filled = fill(candidate, choices, spec, reader, frame, found);
    slots.push({ role, ...(filled.slot ? { slot: filled.slot } : {}), filled: filled.names });
    if (filled.names.length < (role === 'pair' ? 2 : 1))
      return report(slots, slotFailure(role, choices, spec, candidate, frame));
  }
  if (matched(candidate, frame, found)) return report(slots);
  const names = new Set(slots.flatMap((slot) => slot.filled));
  return report(slots, {
    stage: 'not stated',
    why:
      names.size < 2
        ? 'both sides are the same entity'
        : 'the sentence only asks, orders or forbids it, or another frame of the relation came first',
    edit:
      names.size < 2
        ? 'none is needed'
        : 'commands in assertion.yaml lists the verbs of asking and forbidding; the order of frames says which is tried first',
  });
}

/** Whether one of the relations found came from this frame and trigger. */
export function matched({ predicate }: Candidate, frame: Frame, found: readonly Found[]): boolean {
  return found.some(
    (one) => one.frame === frame && one.first <= predicate.first && predicate.first < Math.max(one.last, one.first + 1),
  );
}

function fill(
  candidate: Candidate,
  slots: readonly Slot[],
  spec: ArgumentSpec,
  reader: SlotReader,
  frame: Frame,
  found: readonly Found[],
): { slot?: string; names: string[] } {
  for (const slot of slots) {
    const referents = reader.read(candidate.predicate, slot, spec);
    if (referents.length > 0) return { slot: slot.text, names: referents.map(({ name }) => name) };
  }
  const carried = found.find((one) => one.frame === frame && matched(candidate, frame, [one]));
  return carried ? { names: [carried.object.name] } : { names: [] };
}

function testFailure(stage: 'when' | 'unless', test: SlotTest, candidate: Candidate, frame: Frame): Failure {
  const held = holding(candidate, test.slot.path);
  const wanted = [
    ...test.nouns.map((words) => words.join(' ')),
    ...[...test.types, ...test.looseTypes].map((type) => `@${type}`),
  ];
  const some = wanted.length > 6 ? `${wanted.slice(0, 6).join(', ')}, …` : wanted.join(', ');
  const what = held.length > 0 ? held.map((text) => `"${text}"`).join(', ') : 'nothing';
  return stage === 'when'
    ? {
        stage,
        why: `"${test.slot.text}" must hold one of ${some}; it holds ${what}`,
        edit:
          held.length > 0
            ? `add the noun to "when: ${test.slot.text}" of ${frame.key} (${frame.place}) or to the list it names`
            : `add a frame like ${frame.key} (${frame.place}) without "when: ${test.slot.text}"`,
      }
    : {
        stage,
        why: `"${test.slot.text}" must not hold one of ${some}; it holds ${what}`,
        edit: `take it out of "unless: ${test.slot.text}" of ${frame.key} (${frame.place})`,
      };
}

function slotFailure(
  role: 'subject' | 'object' | 'pair',
  choices: readonly Slot[],
  spec: ArgumentSpec,
  candidate: Candidate,
  frame: Frame,
): Failure {
  const tried = choices.map(({ text }) => text).join(', ');
  const held = [...new Set(choices.flatMap((slot) => holding(candidate, slot.path)))];
  const types = [...spec.types, ...(spec.phrase ? ['phrase'] : [])].join(' or ');
  if (held.length > 0)
    return {
      stage: role,
      why: `${held.map((text) => `"${text}"`).join(', ')} in ${tried} ${held.length > 1 ? 'are' : 'is'} no ${types}`,
      edit: `add the name to an entity file of that type, the noun to nominals.yaml, or the type to the ${role === 'pair' ? 'arguments' : role} of ${frame.relation.id} (${frame.relation.place})`,
    };
  const { clause } = candidate.predicate;
  const present = [...new Set(clause.phrases.map(({ preposition }) => preposition))].filter(
    (one) => !choices.some(({ path }) => path.includes(one)),
  );
  return {
    stage: role,
    why: `nothing stands in ${tried}`,
    edit:
      present.length > 0
        ? `the clause has ${present.map((one) => `"${one}"`).join(', ')}: add it to the ${role} of ${frame.key} (${frame.place})`
        : `add a slot that the sentence fills to the ${role} of ${frame.key} (${frame.place})`,
  };
}

/** What stands at the end of a path, in the words of the text. */
function holding({ predicate }: Candidate, path: readonly string[]): string[] {
  const last = path.at(-1);
  if (last === 'adverb') return [...predicate.clause.adverbs];
  if (last === 'infinitive' || last === 'gerund' || last === 'elided' || last === 'before') return [];
  const phrases: readonly NounPhrase[] = phrasesAt(predicate, last === 'head' ? path.slice(0, -1) : path);
  return phrases.filter(({ temporal }) => !temporal).map((phrase) => phraseText(phrase, predicate.parsed));
}
