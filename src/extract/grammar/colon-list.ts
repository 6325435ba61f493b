/**
 * Names after a colon that a plural before it announces: "Three suppliers won orders: X, Y and Z".
 * In: the state and the colon. Out: the plural has its members; where to go on, or 0 where the colon opens something else.
 */
import type { ClauseState } from './clause-state.js';
import { standsFor } from './list-items.js';
import { readGroup } from './lists.js';
import { verbAfter } from './look-ahead.js';
import type { NounPhrase } from './phrases.js';

/** Reads the list after the colon at `at`. */
export function readColonList(state: ClauseState, at: number): number {
  const first = state.phraseAt(at + 1);
  if (!first || first.headMention < 0) return 0;
  const renamed = readRenaming(state, at + 1);
  if (renamed > 0) return renamed;
  const end = endOf(state, at + 1);
  if (end > 0 && readPairs(state, at + 1, end)) return end;
  const leader = end > 0 ? announcing(state, first) : undefined;
  if (!leader) return 0;
  const type = state.typeOf(first);
  let last = first;
  for (let index = at + 1; index < end; index++) {
    const phrase = state.phraseAt(index);
    if (!phrase) continue;
    const before = state.prepositionAt(index - 1);
    if (before && (state.kind(index - 1) === 'IN' || state.kind(index - 1) === 'TO')) {
      last.phrases.push({ preposition: before.word, at: state.chunks[index - 1]!.at, object: phrase, after: last });
    } else if (phrase.headMention >= 0 && state.typeOf(phrase) === type) {
      leader.members.push(phrase);
      last = phrase;
    }
  }
  state.lastPhrase = last;
  return end;
}

/** "has found a tenant: X, a start-up that …": one name for the one noun before the colon that it can be. 0 where it is none. */
function readRenaming(state: ClauseState, at: number): number {
  const noun = state.current.verb ? state.current.objects.at(-1) : undefined;
  const name = state.phraseAt(at)!;
  if (!noun || noun.plural || noun.headMention >= 0 || noun.pronoun || noun.temporal || noun.appositions.length > 0)
    return 0;
  if (!/^(an?|one|another)$/.test(noun.determiner) && !noun.possessor) return 0;
  const next = state.kind(state.afterParenthesis(at + 1));
  if ((next !== ',' && next !== '.' && next !== ';' && next !== '$end') || !standsFor(state, noun, name)) return 0;
  const group = readGroup(state, at, true);
  if (verbAfter(state, group.next) >= 0) return 0;
  noun.appositions.push(group.leader);
  group.leader.host = noun;
  state.lastPhrase = state.lastOf(group.leader);
  return group.next;
}

/** "showed new parts: X the A, Y the B": each does what the plural subject does to a thing of its own. */
function readPairs(state: ClauseState, from: number, end: number): boolean {
  const target = state.nearestVerb();
  if (!target?.verb || !target.subject?.plural || target.subject.headMention >= 0) return false;
  const pairs: [NounPhrase, NounPhrase][] = [];
  for (let index = from; index < end; index++) {
    const [name, thing] = [state.phraseAt(index), state.phraseAt(index + 1)];
    if (!name) continue;
    if (!thing || name.headMention < 0 || thing.headMention < 0 || state.typeOf(name) === state.typeOf(thing))
      return false;
    pairs.push([name, thing]);
    index++;
  }
  for (const [name, thing] of pairs) {
    const clause = state.open('coordinate', target.parent, 'and', name.first);
    clause.sibling = target;
    clause.verb = target.verb;
    clause.subject = name;
    clause.objects.push(thing);
    state.current = clause;
  }
  return pairs.length > 0;
}

/** Where the list ends: at the end of the sentence or a semicolon, with no verb before it; -1 where there is one. */
function endOf(state: ClauseState, at: number): number {
  for (let index = at; index < state.chunks.length; index++) {
    const kind = state.kind(index);
    if (kind === '.' || kind === ';') return index;
    if (kind !== 'NP' && kind !== ',' && kind !== 'CC' && kind !== 'IN' && kind !== 'TO' && kind !== 'R') return -1;
  }
  return state.chunks.length;
}

/** The plural that announces names of the type of one: the one that is counted, else the last that can stand for it. */
function announcing(state: ClauseState, name: NounPhrase): NounPhrase | undefined {
  const near: (NounPhrase | undefined)[] = [];
  for (let clause: typeof state.current | undefined = state.current; clause; clause = clause.parent)
    near.push(...clause.objects.toReversed(), ...clause.phrases.map((one) => one.object).toReversed(), clause.subject);
  const fits = near.filter(
    (one): one is NounPhrase =>
      one?.plural === true && one.headMention < 0 && !one.pronoun && !one.temporal && standsFor(state, one, name),
  );
  return fits.find(({ first, core }) => state.tagged.tags.slice(first, core).includes('CD')) ?? fits[0];
}
