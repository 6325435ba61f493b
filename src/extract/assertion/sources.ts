/**
 * Who says what a sentence states: speakers, "according to", reports around the predicate.
 * In: a predicate and the reports that govern it. Out: the source, with an outer one if there is.
 */
import { singulars } from '../../dictionary/grammar.js';
import { isWithin } from '../grammar/clause.js';
import type { Clause } from '../grammar/clauses.js';
import type { NounPhrase, Prepositional } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import type { Predicate } from '../slots.js';
import type { Source } from './assertion.js';
import { rootVerb } from './clause-tree.js';
import type { AssertionState } from './state.js';

export function findSource(
  predicate: Predicate,
  state: AssertionState,
  isParty: (phrase: NounPhrase) => boolean,
): Source | undefined {
  const { parsed } = predicate;
  const { words } = parsed.tagged;
  const outerFirst: Source[] = [];
  const root = rootVerb(predicate.clause);
  const scope = (clause: Clause): boolean => clause.link !== 'relative' || !setOff(clause, parsed);
  const from = predicate.first;
  for (const clause of parsed.clauses) {
    if (clause.link === 'attribution' && clause.subject && stopBetween(from, clause.first, words)) continue;
    // "X, long a partner of Y, may buy Z, people said": what X is called in passing is the writer's own.
    if (clause.link === 'attribution' && isAside(predicate)) continue;
    if (clause.link === 'attribution' && clause.subject && speaksPastStop(from, clause, words)) continue;
    // What interrupts a list bears on what follows it alone.
    if (clause.link === 'attribution' && clause.parent && !isWithin(predicate.clause, clause.parent)) continue;
    if (clause.link === 'attribution' && !covers(clause, predicate.clause, parsed)) continue;
    if (clause.link === 'attribution' && clause.subject && scope(root) && !isWithin(predicate.clause, clause)) {
      // "X, it is said, buys": nobody says so.
      const party = !clause.verb?.passive && speaksForParty(state, speakerOf(clause, parsed), parsed, isParty);
      outerFirst.push(toSource(clause.subject, clause, parsed));
      if (!party)
        state.set('reported', `"${words.slice(clause.subject.first, clause.subject.last).join(' ')}" said it`);
    }
  }
  for (const clause of parsed.clauses) {
    for (const phrase of clause.phrases) {
      if (!phrase.object || !scope(root) || !isSource(phrase, parsed)) continue;
      if (isGap(clause) && clause !== predicate.clause) continue;
      if (stopBetween(from, phrase.at, words) || stopBetween(phrase.at, from, words)) continue;
      if (isGranted(predicate.clause) && phrase.at > predicate.clause.last) continue;
      if (clause.link === 'relative' && !isWithin(predicate.clause, clause)) continue;
      // "X denied it, and Y has, by its own account, done it": what interrupts a verb is of that verb.
      const breaks = clause.link === 'coordinate' && clause.verb && phrase.at < clause.verb.first;
      if (breaks && !isWithin(predicate.clause, clause)) continue;
      outerFirst.push(toSource(phrase.object, undefined, parsed));
      if (!speaksForParty(state, phrase.object, parsed, isParty))
        state.set('reported', `according to "${words.slice(phrase.object.first, phrase.object.last).join(' ')}"`);
    }
  }
  const inner: Source[] = [];
  for (const clause of state.reports) {
    const passive = clause.verb?.passive;
    const speaker = passive ? clause.phrases.find((one) => one.preposition === 'by')?.object : clause.subject;
    if (!speaker) {
      state.set('reported', `"${words[clause.verb!.main]}"`);
      continue;
    }
    inner.push(toSource(speaker, clause, parsed));
    if (speaksForParty(state, speaker, parsed, isParty)) state.parties++;
    else state.set('reported', `"${words.slice(speaker.first, speaker.last).join(' ')} ${words[clause.verb!.main]}"`);
  }
  const found = inner[0] ?? outerFirst[0];
  const via = inner.length > 1 ? inner[1] : inner.length > 0 ? outerFirst[0] : outerFirst[1];
  return found && via && via !== found ? { ...found, via } : found;
}

/** Whether a noun renames the subject, which a name is, between commas. */
function isAside({ noun, clause }: Predicate): boolean {
  const host = noun?.role === 'apposition' ? noun.phrase.host : undefined;
  return host !== undefined && host.headMention >= 0 && host === clause.subject;
}

/** Who speaks: "they" after speech in the same sentence are those who spoke before. */
function speakerOf(speech: Clause, { clauses }: Parsed): NounPhrase {
  const { subject } = speech;
  if (subject?.pronoun !== 'they') return subject!;
  const earlier = clauses.slice(0, clauses.indexOf(speech)).findLast((one) => one.link === 'attribution');
  return earlier?.subject ?? subject;
}

/**
 * Whether speech between or after main clauses covers one of them: "X bought Y in May, and Z may bid, people said" has only the bid from
 * the people, and in "X may sue Y, people said, and it fined Z in 2014" the fine is a fact of the writer's own.
 */
function covers(speech: Clause, stated: Clause, parsed: Parsed): boolean {
  const { clauses } = parsed;
  // "X, having bought Y, may sell it, people said": what is taken for granted is nobody's report.
  if (isGranted(stated) && stated.parent?.verb && stated.parent.verb.modals.length > 0) return false;
  if (!isPlainPast(stated)) return true;
  const at = clauses.indexOf(speech);
  const before = clauses.slice(0, at).findLast((one) => one.verb && !one.parent && one.link !== 'attribution');
  if (!before?.verb || before === stated || before.verb.modals.length === 0) return true;
  return stated.first > speech.first ? stated.subjectBy !== '' : stated.parent !== undefined;
}

/** "having bought Y,": what a participle takes for granted. */
function isGranted({ link, marker, verb }: Clause): boolean {
  return link === 'gerund' && marker === ',' && verb?.perfect === true;
}

/** Whether a clause is a main one in the past or perfect, without a modal or a negation. */
function isPlainPast({ verb, link }: Clause): boolean {
  if (!verb || verb.modals.length > 0 || (link !== 'main' && link !== 'coordinate')) return false;
  return verb.tense === 'VD' || verb.tense === 'ED' || verb.tense === 'HAVE' || verb.perfect;
}

/** "according to X", "by most accounts": a phrase that says who has it so. */
function isSource({ preposition, object }: Prepositional, { tagged, grammar }: Parsed): boolean {
  if (preposition === 'according to') return true;
  if (!object || (preposition !== 'by' && preposition !== 'on')) return false;
  return tagged.facts[object.head]!.singulars.some((noun) => grammar.roles.get(noun) === 'account');
}

/** Whether a clause has the verb of the one that it goes on from. */
function isGap({ verb, sibling }: Clause): boolean {
  return verb !== undefined && sibling?.verb === verb;
}

/** Whether a semicolon stands between a statement and a source before it: what follows the stop is another matter. */
function stopBetween(statement: number, source: number, words: readonly string[]): boolean {
  if (source > statement) return false;
  const stop = words.lastIndexOf(';', statement);
  return stop > source;
}

/** "X has none; Y might buy some, its chief said": whoever speaks for the subject after a semicolon says nothing of what is before it. */
function speaksPastStop(statement: number, { first, subject }: Clause, words: readonly string[]): boolean {
  if (first < statement || subject?.possessor?.pronoun !== 'its') return false;
  const stop = words.lastIndexOf(';', first);
  return stop > statement;
}

/** A relative clause between commas ("X, in which Y holds a stake,"), or in what is ("X, a lab that Y backs,"), is the writer's own addition. */
function setOff({ first, antecedent }: Clause, { tagged }: Parsed): boolean {
  const before = tagged.tags[first - 1] === 'IN' || tagged.tags[first - 1] === 'TO' ? first - 2 : first - 1;
  return tagged.words[before] === ',' || (antecedent?.host !== undefined && antecedent.host.first < antecedent.first);
}

function speaksForParty(
  state: AssertionState,
  phrase: NounPhrase,
  parsed: Parsed,
  isParty: (phrase: NounPhrase) => boolean,
): boolean {
  const nouns = singulars(parsed.tagged.words[phrase.head]!);
  const named = phrase.headMention >= 0 || phrase.appositions.some(({ headMention }) => headMention >= 0);
  const unnamed = !named && nouns.some((noun) => state.grammar.anonymous.has(noun));
  if (!named && isOneOf(phrase, parsed, state)) return false;
  if (!unnamed && isParty(phrase)) return true;
  const roles = nouns.map((noun) => state.grammar.roles.get(noun)).filter(Boolean);
  // "people at the two firms": whoever is unnamed and holds no office speaks for nobody.
  const sent = phrase.phrases.some(({ preposition, object }) => preposition === 'for' && object && isParty(object));
  if (unnamed && roles[0] === 'anonymous' && !phrase.possessor) return sent;
  // "said Y, chief executive of X".
  const described = parsed.clauses.filter(
    (one) => one.link === 'relative' && one.antecedent === phrase && one.marker === 'who',
  );
  // "said Y, who runs sales at X".
  const spoken = [phrase, ...phrase.appositions]
    .flatMap((one) => one.phrases)
    .concat(described.flatMap((one) => one.phrases));
  for (const { objects } of described) if (objects.some((one) => isParty(one))) return true;
  const belonging = spoken.filter((one) => SPEAKS_FOR.has(one.preposition)).map((one) => one.object);
  // "by the account of its own prospectus".
  const theirs = belonging.map((one) => one?.possessor);
  for (const other of [phrase.possessor, ...phrase.appositions, ...belonging, ...theirs]) {
    if (other && isParty(other)) return true;
  }
  const word = singulars(parsed.tagged.words[phrase.head]!)
    .map((form) => state.grammar.roles.get(form))
    .find(Boolean);
  return (
    word === 'party' && !phrase.possessor && phrase.phrases.length === 0 && phrase.headMention < 0 && !phrase.plural
  );
}

/** "one of its engineers", "a former executive of X": somebody without a name, or without the office, speaks for nobody. */
function isOneOf(phrase: NounPhrase, { tagged }: Parsed, { grammar }: AssertionState): boolean {
  const { words } = tagged;
  const people = [
    phrase,
    ...phrase.phrases.filter(({ preposition }) => preposition === 'of').map(({ object }) => object),
  ];
  for (const one of people) {
    const nouns = one ? tagged.facts[one.head]!.singulars : [];
    if (!one || !nouns.some((noun) => grammar.roles.has(noun))) continue;
    if (one !== phrase && nouns.some((noun) => grammar.anonymous.has(noun))) return true;
    for (let at = one.first; at < one.head; at++)
      if (grammar.cues.adjective.get(words[at]!)?.includes('negated')) return true;
  }
  return false;
}

/** Tags of what ends the words of a source. */
const ENDS_SOURCE = new Set(['.', ',', ';', ':', '—', '"', '(', 'VZ', 'VD', 'CC', 'SUB', 'WH', 'THAT']);

function toSource(phrase: NounPhrase, clause: Clause | undefined, parsed: Parsed): Source {
  const { tags } = parsed.tagged;
  const list = [phrase, ...phrase.conjuncts];
  let last = list.at(-1)!.last;
  const stop = clause?.verb && clause.verb.first > phrase.first ? clause.verb.first : parsed.tagged.count;
  while (last < stop && !ENDS_SOURCE.has(tags[last]!)) last++;
  return { first: phrase.possessor ? phrase.possessor.first : phrase.first, last, phrase };
}

/** Prepositions between a speaker and whom he speaks for: "a spokesperson for X", "an executive at X". */
const SPEAKS_FOR = new Set(['of', 'for', 'at', 'from']);
