/**
 * Verbs that stand for one said before: "Y has not", "as might Y", "nor does Y", "Y did the same".
 * In: the state and a clause with such a verb. Out: the clause completed from the one that it repeats.
 */
import { type Clause, isWithin } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { INTENTS } from './clause-words.js';
import type { Chunk, NounPhrase, VerbGroup } from './phrases.js';
import type { Tagged } from './tagged.js';

/** Prepositions for what "the same" is done with: "may do the same for X". */
const SET_AGAINST = new Set(['with', 'to', 'for']);

const DO = /^(do|does|did|doing|done)(n['’]t)?$/;
const HAVE = /^(has|have|had)(n['’]t)?$/;
const BE = /^(is|are|was|were)(n['’]t)?$/;

/** What ends a clause of which no more is said than its auxiliary. */
const ENDS = new Set(['.', ',', ';', '—', 'and', 'but', 'yet', 'while', 'though', 'although']);
const TRAILING = new Set(['not', 'too', 'either', 'also', 'yet', 'again', 'already', 'as', 'well', 'now']);

/** "Y does not", "so does Y", "as might Y", "Y did the same", "Y followed suit": the verb is that of the clause before. */
export function fillEllipsis(state: ClauseState, clause: Clause): void {
  const { verb } = clause;
  if (!verb) return;
  const { words } = state.tagged;
  const suit = /^follow/.test(words[verb.main]!) && words[verb.main + 1] === 'suit';
  if (!suit && !isAuxiliary(state, verb)) return;
  if (DO.test(words[verb.main]!) && words[verb.main + 1] === 'so') {
    doSo(state, clause, verb);
    return;
  }
  const same = suit || doesTheSame(state, clause, verb);
  const inverted = isInverted(state, clause, verb);
  // "as it did X": the object is another's.
  const another = isAlike(clause) && !inverted && clause.subject?.pronoun === 'it';
  if (!same && !inverted && !another && clause.objects.length > 0) return;
  if (!same && !inverted && !isBare(state, clause, verb)) return;
  const before = repeated(state, clause, verb, same);
  if (!before) return;
  if (another) {
    complete(state, clause, verb, before, clause.objects);
    return;
  }
  if (inverted) clause.subject = clause.objects[0];
  if (!clause.subject) return;
  // "nor" itself denies what its clause says.
  const negated = verb.negated || (inverted && clause.marker !== 'nor' && denies(clause, words[verb.first - 1]));
  complete(state, clause, { ...verb, negated }, before, same ? againstOther(clause, before) : before.objects);
}

function isAuxiliary({ tagged }: ClauseState, { main }: VerbGroup): boolean {
  const word = tagged.words[main]!;
  return DO.test(word) || HAVE.test(word) || BE.test(word) || tagged.tags[main] === 'MD' || isTo(tagged, main);
}

/** "plans to", "is in talks to": an infinitive of which no more is said. */
function isTo({ tags }: Tagged, main: number): boolean {
  return tags[main] === 'TO';
}

/** "has yet to do so": what is done is what the sentence told last. */
function doSo(state: ClauseState, clause: Clause, verb: VerbGroup): void {
  const around = ancestors(clause);
  const earlier = state.clauses
    .slice(0, state.clauses.indexOf(clause))
    .filter((other) => other.verb && other.subject && !state.isSay(other.verb) && !around.has(other));
  const before = earlier.findLast(({ link }) => link !== 'relative' && link !== 'participle') ?? earlier.at(-1);
  if (before) fill(clause, verb, before, before.objects);
}

function doesTheSame({ tagged: { words } }: ClauseState, { objects }: Clause, { main }: VerbGroup): boolean {
  if (!DO.test(words[main]!)) return false;
  return words[main + 1] === 'likewise' || (objects.length === 1 && /^(same|likewise)$/.test(words[objects[0]!.head]!));
}

/** "as does Y", "as it did X". */
function isAlike({ marker, link, objects }: Clause): boolean {
  return marker === 'as' && link === 'adverbial' && objects.length === 1;
}

/** "as does Y", "so does Y", "nor does Y", "neither does Y": the subject follows. */
function isInverted({ tagged: { words } }: ClauseState, clause: Clause, verb: VerbGroup): boolean {
  if (clause.objects.length === 0) return false;
  if (isAlike(clause) && !clause.subject) return true;
  if (words[verb.first - 1] === 'so' || words[verb.first] === 'so' || verb.adverbs.includes('so')) return true;
  return denies(clause, words[verb.first - 1]);
}

function denies({ marker, subject }: Clause, before: string | undefined): boolean {
  return before === 'neither' || before === 'nor' || (marker === 'nor' && subject?.pronoun === 'neither');
}

/** Whether a clause has no more than an auxiliary; "X does in Y" may have a place of its own. */
function isBare(state: ClauseState, clause: Clause, verb: VerbGroup): boolean {
  const { words } = state.tagged;
  if (isTo(state.tagged, verb.main)) return true;
  // "what it has" is what it owns.
  if (clause.adjective || (clause.marker === 'what' && HAVE.test(words[verb.main]!))) return false;
  let end = verb.last;
  while (TRAILING.has(words[end] ?? '')) end++;
  if (/^do(ing|ne)$/.test(words[verb.main]!)) return false;
  return ENDS.has(words[end] ?? '.') || timeAfter(state, clause, end) || (DO.test(words[verb.main]!) && !verb.negated);
}

/** "Y had before it", "Y will next year": all that follows is a time. */
function timeAfter(state: ClauseState, { phrases, objects }: Clause, at: number): boolean {
  if (objects.length > 0) return false;
  const after = phrases.filter((one) => one.at >= at);
  if (after.length === 0) return state.chunks.some((chunk) => chunk.at === at && isTime(phraseOf(chunk)));
  return after.every(({ object }) => !object || isTime(object));
}

function phraseOf(chunk: Chunk): NounPhrase | undefined {
  return chunk.kind === 'NP' ? (chunk as { phrase: NounPhrase }).phrase : undefined;
}

function isTime(phrase: NounPhrase | undefined): boolean {
  return phrase !== undefined && (phrase.temporal || phrase.pronoun === 'it');
}

/** The clause whose verb an auxiliary repeats: the last before it that could go on with that auxiliary. */
function repeated(state: ClauseState, clause: Clause, verb: VerbGroup, same: boolean): Clause | undefined {
  const around = ancestors(clause);
  const word = state.tagged.words[verb.main]!;
  const finite = verb.form === 'finite' && !same;
  const earlier = state.clauses.filter(
    (other) =>
      other.verb &&
      other.subject &&
      other.verb.first < verb.first &&
      other.link !== 'attribution' &&
      (other.link !== 'relative' || clause.link === 'relative') &&
      !(finite && isHeld(other) && !(isRaised(other) && !BE.test(word) && !HAVE.test(word))) &&
      !around.has(other) &&
      (other.link === 'adverbial' || !isWithin(other, clause)) &&
      !isPurpose(state, other),
  );
  if (BE.test(word)) return earlier.findLast((other) => other.verb!.tense === 'BE' && !isAuxiliary(state, other.verb!));
  const alike = HAVE.test(word) ? earlier.findLast((other) => other.verb!.perfect) : undefined;
  return alike ?? earlier.findLast((other) => other.link !== 'relative');
}

/** "is said to have hoarded; Y did not": "did" stands for no "is". */
function isRaised({ link, governor, parent }: Clause): boolean {
  return link === 'infinitive' && !governor && parent?.verb?.tense === 'BE' && parent.verb.passive;
}

/** "has laid in enough DRAM to last": what a noun that plans nothing is there for. */
function isPurpose(state: ClauseState, { link, governor }: Clause): boolean {
  return link === 'infinitive' && governor !== undefined && !INTENTS.has(state.tagged.words[governor.head]!);
}

const HELD = new Set(['infinitive', 'gerund', 'complement']);

/** "is in talks to do the same", "said that it had not": what governs the verb is not what it stands for. */
function ancestors(clause: Clause): ReadonlySet<Clause> {
  const found = new Set([clause]);
  for (let inner = clause; inner.parent && HELD.has(inner.link); inner = inner.parent) {
    if (inner.link === 'complement' && inner.governor) break;
    found.add(inner.parent);
  }
  return found;
}

/** "may do the same for X": another takes the place of the object. */
function againstOther(clause: Clause, before: Clause): readonly NounPhrase[] {
  const other = clause.phrases.find((one) => SET_AGAINST.has(one.preposition));
  if (!other?.object || before.phrases.some((one) => one.preposition === other.preposition)) return before.objects;
  return [other.object];
}

/** Gives a clause the verb of the one before, and what hangs on that: "has agreed to buy X; Y has not". */
function complete(
  state: ClauseState,
  clause: Clause,
  verb: VerbGroup,
  before: Clause,
  objects: readonly NounPhrase[],
): void {
  const held = verb.form === 'finite' ? state.clauses.filter((one) => one.parent === before && isHeld(one)) : [];
  fill(clause, verb, before, objects);
  for (const one of held) {
    const again = state.open(one.link, clause, one.marker, clause.first);
    const { adverbs, adjective, governor, subject } = one;
    Object.assign(again, {
      subject: subject === before.subject ? clause.subject : subject,
      adverbs,
      adjective,
      governor,
    });
    again.subjectBy = one.subjectBy;
    again.last = clause.last;
    fill(again, one.verb!, one, one.objects);
  }
}

function isHeld({ link, verb, fronted }: Clause): boolean {
  return (link === 'infinitive' || link === 'gerund') && verb !== undefined && !fronted;
}

/** Gives a clause the verb of the one before, with its own negation, modals and adverbs, and the phrases that it has none of its own for. */
function fill(clause: Clause, verb: VerbGroup, before: Clause, objects: readonly NounPhrase[]): void {
  const own = new Set(clause.phrases.filter(({ object }) => !object?.temporal).map((one) => one.preposition));
  const { negated, modals, adverbs } = verb;
  // "denied that it had bought it, and said it would not": what would be done is not what would have been.
  const perfect = modals.length > 0 ? verb.perfect : before.verb!.perfect;
  clause.verb = { ...before.verb!, negated, modals, adverbs, perfect };
  // A noun that states a relation states it once more.
  clause.objects = objects.map((one) => (one.headMention < 0 && !one.pronoun ? { ...one, place: -1 } : one));
  clause.phrases = [...before.phrases.filter((one) => !own.has(one.preposition)), ...clause.phrases];
}
