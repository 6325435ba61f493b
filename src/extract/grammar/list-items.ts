/**
 * What tells items of a list apart from appositions, from places that say where a place lies, and from clauses without a verb.
 * In: the state and phrases or chunks that stand side by side. Out: a yes or no; nothing is changed.
 */
import type { ClauseState } from './clause-state.js';
import { isGapped } from './look-ahead.js';
import type { NounPhrase } from './phrases.js';

/** Whether the name at `at` begins a clause of which the verb is left out: "X holds a stake and Y a smaller one". */
export function leavesVerbOut(state: ClauseState, tail: NounPhrase, at: number): boolean {
  if (
    state.current.verb &&
    isMoney(state, state.phraseAt(at + 1)) &&
    state.current.objects.some((one) => isMoney(state, one))
  )
    return true;
  if (tail.headMention >= 0) return state.typeOf(state.phraseAt(at)!) !== state.typeOf(tail) && isGapped(state, at);
  if (!state.current.verb) return false;
  const next = state.phraseAt(state.afterParenthesis(at + 1));
  return next !== undefined && !next.temporal && !next.pronoun && next.determiner !== '';
}

/** "$2 billion". */
export function isMoney({ tagged }: ClauseState, phrase: NounPhrase | undefined): boolean {
  return phrase !== undefined && phrase.headMention < 0 && tagged.tags[phrase.first] === '$';
}

/** "with trays and Dell with racks": the preposition of the list again, after a name that is no part of it. */
export function repeats(state: ClauseState, start: number, at: number): boolean {
  const again = state.prepositionAt(at + 1);
  return (
    state.kind(at + 1) === 'IN' &&
    again !== undefined &&
    again.word !== 'of' &&
    again.word === state.word(start - 1) &&
    state.phraseAt(start)!.headMention < 0
  );
}

/** Whether a place is said to lie in the one that follows, as the dictionary has it. */
export function lies(state: ClauseState, place: NounPhrase, around: NounPhrase | undefined): boolean {
  if (!around || place.headMention < 0 || around.headMention < 0) return false;
  const { within } = state.tagged.mentions[place.headMention]!.entity ?? {};
  const outer = state.tagged.mentions[around.headMention]!.entity;
  return within !== undefined && outer !== undefined && within === outer.id;
}

/** Whether the phrase at `at` renames `host` instead of continuing a list: "X, a maker of …,". */
export function looksAppositive(state: ClauseState, host: NounPhrase, at: number): boolean {
  const phrase = state.phraseAt(at)!;
  const article =
    phrase.determiner === 'a' ||
    phrase.determiner === 'an' ||
    phrase.determiner === 'the' ||
    phrase.possessor !== undefined;
  if (phrase.pronoun || phrase.temporal) return false;
  if (host.headMention >= 0 && phrase.headMention < 0) return article || isBareRole(state, phrase, at);
  if (
    host.headMention < 0 &&
    phrase.headMention >= 0 &&
    host.determiner !== '' &&
    host.conjuncts.length === 0 &&
    !host.plural
  ) {
    return host.determiner === 'a' || host.determiner === 'an' || host.determiner === 'the';
  }
  return false;
}

/** "a supplier of X and a partner of Y": the second is listed with the first, not with X. */
export function isRoleLike(state: ClauseState, name: NounPhrase, role: NounPhrase, at: number): boolean {
  const phrase = state.phraseAt(at)!;
  if (name.headMention < 0 || role.headMention >= 0 || phrase.headMention >= 0 || phrase.pronoun) return false;
  const next = state.kind(at + 1);
  const alike = ROLE_BEFORE.test(role.determiner) && (ROLE.has(phrase.determiner) || /n/.test(role.determiner));
  return (
    alike && (next === 'IN' || next === 'TO') && state.phraseAt(state.prepositionAt(at + 1)?.next ?? -1) !== undefined
  );
}

const ROLE = new Set(['a', 'an']);
const ROLE_BEFORE = /^(an?|no|neither|neither an?|both an?)$/;

/** "X, maker of Y,": a role without an article. */
export function isBareRole(state: ClauseState, phrase: NounPhrase, at: number): boolean {
  return (
    phrase.determiner === '' &&
    !phrase.possessor &&
    !phrase.plural &&
    phrase.mentions.length === 0 &&
    phrase.head - phrase.first < 3 &&
    state.tagged.tags[phrase.head] === 'N' &&
    (state.word(at + 1) === 'of' || (state.word(at + 1) === 'at' && phrase.first < phrase.head))
  );
}

/** Whether a plural noun can stand for what a member is ("chips" for a chip); true where that can not be told. */
export function standsFor(state: ClauseState, noun: NounPhrase, member: NounPhrase | undefined): boolean {
  if (!member || member.headMention < 0) return true;
  const word = state.tagged.words[noun.head]!;
  const nominals = state.words.nominals.get(singular(word)) ?? state.words.nominals.get(word) ?? [];
  return nominals.some((nominal) => nominal.type === state.typeOf(member));
}

function singular(word: string): string {
  return word.replace(/ies$/, 'y').replace(/s$/, '');
}

/** Whether names at `at` are those that a plural subject announces: "Two firms at the heart of the affair, X and Y, are". */
export function announced(state: ClauseState, leader: NounPhrase, at: number): boolean {
  const { verb, subject } = state.current;
  const phrase = state.phraseAt(at);
  return (
    !verb &&
    subject !== undefined &&
    subject.plural &&
    subject.headMention < 0 &&
    leader.headMention < 0 &&
    phrase !== undefined &&
    phrase.headMention >= 0 &&
    state.kind(at + 1) === 'CC'
  );
}

/** "a tenant of the firm, X,": a name after "the firm" is whom the indefinite noun announces, not the firm. */
export function renamesAround(state: ClauseState, leader: NounPhrase, around: NounPhrase, at: number): boolean {
  const name = state.phraseAt(at);
  if (!name || name.headMention < 0 || around.headMention >= 0 || leader.headMention >= 0 || leader.plural)
    return false;
  const bare = leader.determiner === 'the' && leader.head === leader.first + 1 && leader.conjuncts.length === 0;
  const noun = state.tagged.words[around.head]!;
  const stands = state.words.nominals.get(noun)?.some(({ type }) => type === state.typeOf(name)) === true;
  return bare && stands && /^(an?|another|one)$/.test(around.determiner);
}

/** "its biggest customers, X and Y,": names after a plural that they can all be are its members. */
export function announces(
  state: ClauseState,
  { plural, headMention, possessor, conjuncts, members, head }: NounPhrase,
): boolean {
  if (!plural || headMention >= 0 || !possessor || conjuncts.length < 2 || members.length > 0) return false;
  const word = state.tagged.words[head]!;
  const nominals = state.words.nominals.get(singular(word)) ?? [];
  return conjuncts.every((one) => one.headMention >= 0 && nominals.some(({ type }) => type === state.typeOf(one)));
}

/** "buys chips from X and memory from Y": goods before the same preposition again, with a name of the same type. */
export function pairsAgain(state: ClauseState, start: number, at: number): boolean {
  const first = state.phraseAt(start)!;
  const phrase = state.phraseAt(at)!;
  const again = state.kind(at + 1) === 'IN' || state.kind(at + 1) === 'TO' ? state.prepositionAt(at + 1) : undefined;
  const other = again && again.word === state.word(start - 1) ? state.phraseAt(again.next) : undefined;
  if (!other || other.headMention < 0 || first.headMention < 0 || phrase.headMention >= 0) return false;
  return again!.word !== 'of' && state.typeOf(other) === state.typeOf(first);
}

const REST = new Set(['rest', 'remainder', 'balance']);

/** "the rest", "the remainder". */
export function isRest({ tagged }: ClauseState, { head }: NounPhrase): boolean {
  return REST.has(tagged.words[head]!);
}

/** "with X supplying tools and Y supplying gases": whether the name at `at` does what follows, beside another that is set off. */
export function setOffToo(state: ClauseState, at: number): boolean {
  const { link, marker } = state.current;
  return link === 'gerund' && marker === 'with' && state.verbAt(at + 1)?.form === 'gerund';
}

/** "sells the X and the Y, both of them old": what is said of those named is none of them again. */
export function isPartOfThem(state: ClauseState, at: number): boolean {
  const part = /^(both|all|each|most|some|none|neither)$/.test(state.phraseAt(at)!.pronoun);
  return part && state.word(at + 1) === 'of' && state.phraseAt(at + 2)?.pronoun === 'them';
}
