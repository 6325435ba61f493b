/**
 * Repairs tags by what only the whole sentence shows: "that", auxiliaries without a verb, pronouns.
 * In: a sentence all of whose words are tagged. Out: the same, corrected.
 */
import { STATEMENTS } from './tag-words.js';
import { FINITE, type Tag, type Tagged } from './tagged.js';
import { TEMPORAL } from './words.js';

const ORDINALS = new Set('first second third fourth fifth sixth seventh eighth ninth tenth'.split(' '));

/** Tags of what may stand right before "once" and the verb of a clause. */
const SUBJECTS = new Set(['THAT', 'WH', 'P', 'PRP', 'N', ')']);

/** Particles that may stand after the object of their verb. */
const AFTER_OBJECT = new Set(['over', 'down', 'off', 'up', 'out', 'through', 'away', 'in']);
const OBJECTS = new Set(['P', 'N', 'NS', 'PRP']);
const CLOSES = new Set(['.', ',', ';', 'CC', '"']);
/** Verbs that a gerund follows, and that are known as nouns as well. */
const ASPECTS = new Set(['keeps', 'stops', 'starts', 'risks', 'plans', 'resumes']);
const PLURAL_ASPECTS = new Set(['keep', 'stop', 'start', 'risk', 'resume', 'go']);

/** Repairs what only the whole sentence shows. */
export function settle(tagged: Tagged): void {
  const { tags, words, count } = tagged;
  for (let at = 0; at < count; at++) {
    // "that once counted X", "X once supplied Y": no clause begins between a subject and its verb.
    if (SUBJECTS.has(tags[at]!) && words[at + 1] === 'once' && (tags[at + 2] === 'ED' || tags[at + 2] === 'VD'))
      tags[at + 1] = 'R';
    if (AFTER_OBJECT.has(words[at]!) && setsApart(tagged, at)) tags[at] = 'RP';
    const next = tags[at + 1];
    if (
      ORDINALS.has(words[at]!) &&
      (tags[at - 1] === 'DT' || tags[at - 1] === 'PRP$') &&
      (next === 'IN' || next === '.' || next === ',' || words[at + 1] === 'there')
    ) {
      // "add a fourth in Canberra".
      tags[at] = 'N';
    } else if (words[at] === 'former' && tags[at - 1] === 'DT' && next !== undefined && FINITE.has(next)) {
      // "the former delivers".
      tags[at] = 'N';
    } else if (words[at] === 'firm' && tags[at] === 'V' && tags[at - 1] === 'NS' && tags[at - 2] === 'DT') {
      // "the payments firm".
      tags[at] = 'N';
    } else if (
      tags[at] === 'NS' &&
      at > 0 &&
      tags[at - 1] === 'P' &&
      tagged.mention[at - 1]! >= 0 &&
      opensClause(tagged, at)
    ) {
      // "If Cadence breaches the terms": after a subordinating word a name wants a verb.
      if (next === 'DT' || next === 'PRP$') tags[at] = 'VZ';
    } else if (words[at] === 'turned' && tags[at - 1] === 'N' && next === 'N' && FINITE.has(tags[at + 2] ?? '')) {
      // "The miner turned landlord lets".
      tags[at] = 'J';
    } else if (tags[at] === 'NS' && tags[at - 1] === 'P' && next === 'VG' && ASPECTS.has(words[at]!)) {
      // "X keeps supplying Y".
      tags[at] = 'VZ';
    } else if (tags[at] === 'N' && tags[at - 1] === 'P' && PLURAL_ASPECTS.has(words[at]!) && goesOn(tagged, at + 1)) {
      // "X and Y keep supplying Z", "X and Y go on supplying Z".
      tags[at] = 'V';
    } else if (
      tags[at] === 'J' &&
      (words[at] === 'first' || words[at] === 'little') &&
      (next === 'VN' || next === 'ED' || next === 'VG')
    ) {
      tags[at] = 'R';
    } else if (
      tags[at] === 'R' &&
      (tags[at - 1] === 'DT' || tags[at - 1] === 'PRP$') &&
      (next === 'N' || next === 'NS')
    ) {
      tags[at] = 'J';
    } else if (
      tags[at] === 'J' &&
      (tags[at - 1] === 'BE' || tags[at - 1] === 'HAVE') &&
      (next === 'VN' || next === 'ED')
    ) {
      tags[at] = 'R';
    } else if (tags[at] === 'THAT') {
      const prev = at > 0 ? tags[at - 1]! : '^';
      if (next !== undefined && TEMPORAL.has(words[at + 1]!)) {
        tags[at] = 'DT';
        continue;
      }
      // "has not extended that ban to X": a noun in the singular with no verb after it.
      if (next === 'N' && VERBAL.has(prev) && !STATEMENTS.has(words[at - 1]!) && ENDS.has(tags[at + 2] ?? '.')) {
        tags[at] = 'DT';
        continue;
      }
      if (prev === 'CC' && opensSubject(next) && tags.indexOf('THAT') < at) continue;
      if (prev === 'P' && opensSubject(next) && placedNoun(tags, at - 1)) {
        tags[at] = 'WH';
        continue;
      }
      if (
        (prev === 'N' || prev === 'NS' || prev === 'P' || prev === ')') &&
        next !== undefined &&
        (FINITE.has(next) || next === 'R' || next === 'NOT')
      )
        tags[at] = 'WH';
      else if (
        (prev === 'N' || prev === 'NS') &&
        !STATEMENTS.has(words[at - 1]!) &&
        !TEMPORAL.has(words[at - 1]!) &&
        opensSubject(next)
      )
        tags[at] = 'WH';
      else if (prev === 'IN' || prev === 'CC' || prev === '^') tags[at] = next === 'N' || next === 'J' ? 'DT' : 'PRP';
      else if (next === 'N' && (prev === 'VG' || prev === 'IN' || prev === 'TO')) tags[at] = 'DT';
    } else if (
      tags[at] === 'PRP$' &&
      words[at] === 'her' &&
      (next === undefined || next === 'IN' || next === ',' || next === '.')
    ) {
      tags[at] = 'PRP';
    } else if (
      tags[at] === 'DT' &&
      (next === undefined || FINITE.has(next) || next === 'IN' || next === ',' || next === '.' || next === 'R') &&
      words[at] !== 'the' &&
      words[at] !== 'a' &&
      words[at] !== 'an'
    ) {
      if (next !== 'R' || FINITE.has(tags[at + 2] ?? '')) tags[at] = 'PRP';
    } else if (
      words[at] === 'one' &&
      at > 1 &&
      tags[at - 2] === 'DT' &&
      (tags[at - 1] === 'J' || (tags[at - 1] === 'R' && words[at - 1]!.endsWith('er')))
    ) {
      // "a smaller one": a noun said before, with an adjective.
      tags[at - 1] = 'J';
      tags[at] = 'N';
    } else if (tags[at] === 'DO' && !doSupport(tagged, at)) {
      tags[at] = words[at] === 'did' ? 'VD' : words[at] === 'does' ? 'VZ' : 'V';
    } else if (tags[at] === 'HAVE' && !haveSupport(tagged, at)) {
      tags[at] = words[at] === 'had' ? 'VD' : words[at] === 'has' ? 'VZ' : words[at] === 'having' ? 'VG' : 'V';
    }
  }
}

/** "could take it over altogether", "waved the chip through.": a particle after the object of its verb. */
function setsApart({ tags, words, count }: Tagged, at: number): boolean {
  const tag = tags[at];
  if ((tag !== 'IN' && tag !== 'R') || !OBJECTS.has(tags[at - 1] ?? '')) return false;
  const next = tags[at + 1] ?? '.';
  const pronoun = words[at - 1] === 'it' || words[at - 1] === 'them';
  const timed =
    TEMPORAL.has(words[at + 1] ?? '') ||
    (/^(this|last|next)$/.test(words[at + 1] ?? '') && TEMPORAL.has(words[at + 2] ?? ''));
  if (pronoun) return VERBAL.has(tags[at - 2] ?? '') && (CLOSES.has(next) || AFTER_PARTICLE.has(next) || timed);
  // "waved the chip through in May".
  const doubled = next === 'IN' && words[at + 1] !== 'of' && (words[at] === 'through' || words[at] === 'over');
  return at + 1 < count && (CLOSES.has(next) || doubled) && words[at - 1] !== 'ago';
}

/** Tags of what may follow a particle after "it". */
const AFTER_PARTICLE = new Set(['IN', 'TO', 'R', 'SUB', 'WRB']);

function goesOn({ tags, words }: Tagged, at: number): boolean {
  return tags[at] === 'VG' || (words[at] === 'on' && words[at - 1] === 'go' && tags[at + 1] === 'VG');
}

/** Whether the name before `at` stands right after a subordinating word. */
function opensClause({ tags }: Tagged, at: number): boolean {
  let index = at - 1;
  while (index >= 0 && (tags[index] === 'P' || tags[index] === 'DT')) index--;
  return tags[index] === 'SUB' || tags[index] === 'THAT' || tags[index] === 'WRB';
}

const VERBAL = new Set(['V', 'VZ', 'VD', 'VN', 'ED']);
const ENDS = new Set(['IN', 'TO', '.', ',', ';']);

const opensSubject = (tag: Tag | undefined): boolean => tag === 'P' || tag === 'PRP' || tag === 'DT';

/** Whether the name that ends at `at` stands after a preposition and a noun: "a designer in Tianjin that …". */
function placedNoun(tags: readonly Tag[], at: number): boolean {
  let index = at;
  while (index >= 0 && tags[index] === 'P') index--;
  return tags[index] === 'IN' && (tags[index - 1] === 'N' || tags[index - 1] === 'NS');
}

function doSupport(tagged: Tagged, at: number): boolean {
  if (tagged.tags[at + 1] === 'NOT') return true;
  for (let index = at + 1; index < tagged.count; index++) {
    const tag = tagged.tags[index]!;
    if (tag === 'V') return true;
    if (tag !== 'NOT' && tag !== 'R' && tag !== 'P' && tag !== 'PRP') return tagged.words[at]!.endsWith('t');
  }
  return tagged.words[at]!.endsWith('t');
}

function haveSupport(tagged: Tagged, at: number): boolean {
  for (let index = at + 1; index < tagged.count; index++) {
    const tag = tagged.tags[index]!;
    // "Y has not.": the verb is left out.
    if (tag === 'NOT' && CLOSES.has(tagged.tags[index + 1] ?? '.')) return true;
    // "has had to apply".
    if (tag === 'HAVE' && tagged.words[index] === 'had') return true;
    if (tag === 'VN' || tag === 'BE' || tag === 'TO') return tag !== 'TO' || index === at + 1;
    if (tag === 'ED' || tag === 'VD') {
      tagged.tags[index] = 'VN';
      return true;
    }
    if (tag !== 'NOT' && tag !== 'R') return false;
  }
  return false;
}
