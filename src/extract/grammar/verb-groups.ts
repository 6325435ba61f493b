/**
 * Verbs with their auxiliaries, negations and particles.
 * In: a tagged sentence and a position. Out: the verb group that starts there, if one does.
 */
import type { VerbGroup } from './phrases.js';
import { endsInTo } from './stranded-to.js';
import type { Tagged } from './tagged.js';
import { PARTICLES } from './words.js';

const AUXILIARY = new Set(['MD', 'BE', 'HAVE', 'DO']);

const VERB = new Set(['V', 'VZ', 'VD', 'VN', 'ED', 'VG']);

/** Where a verb stands after a time that breaks up its group ("must from now on obtain", "has since May rented"); `at` where none does. */
function timeBefore({ tags, words, facts, count }: Tagged, at: number): number {
  let end = at + 1;
  while (end < Math.min(at + 5, count) && (facts[end]!.temporal || TIMES.has(tags[end]!) || words[end] === 'now'))
    end++;
  if (words[end - 1] === 'now' && words[end] === 'on') end++;
  const timed = words[end - 1] === 'on' || (end > at + 1 && facts[end - 1]!.temporal);
  return timed && VERB.has(tags[end] ?? '') ? end : at;
}

/** Tags of what may stand in a time. */
const TIMES = new Set(['CD', 'DT', 'J']);

/** The "to" of "and X plans to": an infinitive whose verb the clause before has. */
function bareTo(at: number): VerbGroup {
  const last = at + 1;
  const plain = { passive: false, perfect: false, negated: false, beTo: false, modals: [], adverbs: [] };
  return { first: at, last, main: at, form: 'infinitive', tense: 'V', particle: '', ...plain };
}

export function readVerbs(tagged: Tagged, from: number): VerbGroup | undefined {
  const { tags, words } = tagged;
  let at = from;
  let infinitive = false;
  let negated = false;
  let passive = false;
  let perfect = false;
  let beTo = false;
  let main = -1;
  let tense = '';
  const modals: string[] = [];
  const adverbs: string[] = [];
  let last = from;
  let be = false;
  if (tags[at] === 'TO') {
    let probe = at + 1;
    while (tags[probe] === 'R' || tags[probe] === 'NOT') probe++;
    const next = tags[probe];
    if (endsInTo(tagged, at)) return bareTo(at);
    if (next !== 'V' && next !== 'BE' && next !== 'HAVE' && next !== 'DO') return undefined;
    if ((next === 'BE' || next === 'HAVE') && words[probe] !== 'be' && words[probe] !== 'have') return undefined;
    infinitive = true;
    at++;
  }
  while (at < tagged.count) {
    const tag = tags[at]!;
    if (tag === 'NOT') {
      negated = true;
      at++;
    } else if (tag === 'R') {
      adverbs.push(words[at]!);
      at++;
    } else if (AUXILIARY.has(tag)) {
      if (/n['’]t$|^cannot$/.test(words[at]!)) negated = true;
      if (tag === 'MD') modals.push(words[at]!);
      if (tag === 'HAVE') perfect = true;
      be = tag === 'BE';
      if (!tense) tense = infinitive ? 'V' : words[at] === 'having' || words[at] === 'being' ? 'VG' : tag;
      main = at;
      at++;
      last = at;
    } else if (be && tag === 'TO' && (tags[at + 1] === 'V' || tags[at + 1] === 'BE')) {
      beTo = true;
      at++;
    } else if (tag === 'IN' && main >= 0 && last === at) {
      const verb = timeBefore(tagged, at);
      if (verb === at) break;
      at = verb;
    } else if (VERB.has(tag)) {
      if (main >= 0 && be && tag === 'V' && !beTo) break;
      if (main >= 0 && !infinitive && tag !== 'VG' && tag !== 'VN' && tag !== 'V' && tag !== 'ED' && tag !== 'VD')
        break;
      if (be && (tag === 'VN' || tag === 'ED')) passive = true;
      if (!tense) tense = infinitive ? 'V' : tag;
      main = at;
      at++;
      last = at;
      break;
    } else break;
  }
  if (main < 0) return undefined;
  if (adverbs.length > 0 && main > from && last <= from) return undefined;
  if (tags[from] === 'R' || tags[from] === 'NOT') {
    if (last === from) return undefined;
  }
  let particle = '';
  const verb = VERB.has(tags[main]!);
  const quantity =
    words[last] === 'up' && words[last + 1] === 'to' && (tags[last + 2] === 'CD' || tags[last + 2] === 'DT');
  if (verb && !quantity && (tags[last] === 'RP' || (PARTICLES.has(words[last] ?? '') && tags[last] === 'R'))) {
    particle = words[last]!;
    last++;
  }
  const form = infinitive
    ? 'infinitive'
    : tense === 'VG'
      ? 'gerund'
      : tense === 'VN'
        ? 'participle'
        : tense === 'ED'
          ? 'ambiguous'
          : 'finite';
  return { first: from, last, main, form, passive, perfect, negated, modals, beTo, particle, adverbs, tense };
}
