/**
 * Who says what a sentence states: speakers, "according to", reports around the predicate.
 * In: a predicate and the reports that govern it. Out: the source, with an outer one if there is.
 */
import { singulars } from '../../dictionary/grammar.js';
import type { Clause } from '../grammar/clauses.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import type { Predicate } from '../slots.js';
import type { Source } from './assertion.js';
import { isWithin, rootVerb } from './clause-tree.js';
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
    if (clause.link === 'attribution' && clause.subject && scope(root) && !isWithin(predicate.clause, clause)) {
      const party = speaksForParty(state, clause.subject, parsed, isParty);
      outerFirst.push(toSource(clause.subject, clause, parsed));
      if (!party)
        state.set('reported', `"${words.slice(clause.subject.first, clause.subject.last).join(' ')}" said it`);
    }
  }
  for (const clause of parsed.clauses) {
    for (const phrase of clause.phrases) {
      if (phrase.preposition !== 'according to' || !phrase.object || !scope(root)) continue;
      if (stopBetween(from, phrase.at, words)) continue;
      if (clause.link === 'relative' && !isWithin(predicate.clause, clause)) continue;
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

/** Whether a semicolon stands between a statement and a source before it: what follows the stop is another matter. */
function stopBetween(statement: number, source: number, words: readonly string[]): boolean {
  if (source > statement) return false;
  const stop = words.lastIndexOf(';', statement);
  return stop > source;
}

/** A relative clause between commas is the writer's own addition. */
function setOff(clause: Clause, parsed: Parsed): boolean {
  return parsed.tagged.words[clause.first - 1] === ',';
}

function speaksForParty(
  state: AssertionState,
  phrase: NounPhrase,
  parsed: Parsed,
  isParty: (phrase: NounPhrase) => boolean,
): boolean {
  const nouns = singulars(parsed.tagged.words[phrase.head]!);
  const unnamed = phrase.headMention < 0 && nouns.some((noun) => state.grammar.anonymous.has(noun));
  if (!unnamed && isParty(phrase)) return true;
  const roles = nouns.map((noun) => state.grammar.roles.get(noun)).filter(Boolean);
  // "people at the two firms": whoever is unnamed and holds no office speaks for nobody.
  if (unnamed && roles[0] === 'anonymous' && !phrase.possessor) return false;
  const belonging = phrase.phrases.filter((one) => SPEAKS_FOR.has(one.preposition)).map((one) => one.object);
  for (const other of [phrase.possessor, ...phrase.appositions, ...belonging]) {
    if (other && isParty(other)) return true;
  }
  const word = singulars(parsed.tagged.words[phrase.head]!)
    .map((form) => state.grammar.roles.get(form))
    .find(Boolean);
  return (
    word === 'party' && !phrase.possessor && phrase.phrases.length === 0 && phrase.headMention < 0 && !phrase.plural
  );
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
