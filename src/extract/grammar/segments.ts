/**
 * What stands around a word in a sentence that is tagged in part: a finite verb, a list, a gap.
 * In: tags and word classes so far, and a position. Out: a yes or no.
 */
import { CLASS } from '../../text/classes.js';
import { BOUNDARY, FINITE, IN_LIST, IN_PHRASE, IN_STRETCH, NOMINAL, type Tag, type Tagged, VERBS } from './tagged.js';

const CAUSATIVE = new Set('have had let lets make makes made help helps helped'.split(' '));
/** Tags of verbs that are finite whatever stands around them. */
const CERTAIN = new Set(['MD', 'BE', 'HAVE', 'DO', 'VD', 'VZ']);

/** Whether the noun phrase that ends at `at` is the object of "have", "let", "make" or "help". */
export function causative(tagged: Tagged, at: number): boolean {
  for (let index = at; index >= 0; index--) {
    const tag = tagged.tags[index]!;
    if (tag === 'V' || tag === 'VZ' || tag === 'VD' || tag === 'VN' || tag === 'HAVE') {
      return CAUSATIVE.has(tagged.words[index]!) && index < at;
    }
    if (!IN_PHRASE.has(tag) && tag !== 'PRP') return false;
  }
  return false;
}

/** Whether a relative pronoun and a subject, but no verb, stand before: "which Broadcom designs". */
export function gapAhead(tags: readonly Tag[], at: number): boolean {
  for (let index = at; index >= 0; index--) {
    const tag = tags[index]!;
    if (tag === 'WH' || tag === 'THAT') return index < at + 1 && index !== at;
    if (!IN_PHRASE.has(tag)) return false;
  }
  return false;
}

/** Whether a comma stands before the noun phrase that ends at `at`. */
export function afterComma(tags: readonly Tag[], at: number): boolean {
  for (let index = at; index >= 0; index--) {
    const tag = tags[index]!;
    if (tag === ',' || tag === '"') return index < at;
    if (!IN_STRETCH.has(tag)) return false;
  }
  return false;
}

/** Whether an infinitive's verb stands at `at`: a base form that its lexicon entry does not rule out. */
export function infinitiveAt(tagged: Tagged, bits: Int32Array, at: number): boolean {
  const tag = tagged.tags[at];
  return tag
    ? tag === 'BE' || tag === 'R' || tag === 'HAVE' || tag === 'DO'
    : at < tagged.count && (bits[at]! & CLASS.base) !== 0;
}

export function verbBefore(tags: readonly Tag[], from: number, ...wanted: Tag[]): boolean {
  for (let at = from - 1; at >= 0; at--) {
    if (wanted.includes(tags[at]!)) return true;
    if (tags[at] === ';') return false;
  }
  return false;
}

/** Whether the noun that ends at `at` is the last of a list ("A and B"). */
export function coordinated(tags: readonly Tag[], at: number): boolean {
  for (let index = at; index >= 0; index--) {
    const tag = tags[index]!;
    if (tag === 'CC') return true;
    if (!IN_LIST.has(tag)) return false;
  }
  return false;
}

/** Whether the stretch around `at`, up to the next boundary on either side, has a certain finite verb. */
export function finiteInSegment(tagged: Tagged, bits: Int32Array, at: number): boolean {
  for (let index = at + 1; index < tagged.count; index++) {
    const tag = tagged.tags[index]!;
    if (BOUNDARY.has(tag) || tag === 'CC' || tag === 'THAT') break;
    if (certain(tagged, bits, index)) return true;
  }
  for (let index = at - 1; index >= 0; index--) {
    const tag = tagged.tags[index]!;
    if (BOUNDARY.has(tag) || tag === 'CC' || tag === 'THAT') break;
    if (FINITE.has(tag) && !(tag === 'ED' && tagged.words[index + 1] === 'by')) return true;
  }
  return false;
}

export function anyFinite(tagged: Tagged, bits: Int32Array, at: number): boolean {
  for (let index = 0; index < tagged.count; index++) {
    if (tagged.tags[index] === 'ED' && tagged.words[index + 1] === 'by') continue;
    if (index !== at && (FINITE.has(tagged.tags[index]!) || certain(tagged, bits, index))) return true;
  }
  return false;
}

function certain(tagged: Tagged, bits: Int32Array, at: number): boolean {
  const tag = tagged.tags[at]!;
  // "plans to do likewise", "plans to have it made": an infinitive is not finite.
  if (tag) return CERTAIN.has(tag) && tagged.tags[at - 1] !== 'TO';
  const known = bits[at]!;
  if (known & CLASS.past && !(known & (CLASS.adjective | NOMINAL))) {
    const next = tagged.tags[at + 1] ?? '';
    return next !== 'IN' || tagged.words[at] === 'said';
  }
  return known === CLASS.third;
}

/** Whether two names joined by a conjunction stand right before `at`, as the object of a verb. */
export function isObjectList(tags: readonly Tag[], at: number): boolean {
  let index = at - 1;
  while (tags[index] === 'P') index--;
  if (tags[index] !== 'CC') return false;
  for (index--; tags[index] === 'P' || tags[index] === 'CD'; index--);
  return VERBS.has(tags[index] ?? '');
}
