/** Words that refer, and words before what they refer to. */

export const SINGULAR = new Set(['it', 'its', 'itself']);

export const PLURAL = new Set([
  'they',
  'them',
  'their',
  'themselves',
  'both',
  'these',
  'those',
  'neither',
  'either',
  'all',
  'each',
  'none',
  'any',
]);

export const DEFINITE = new Set(['the', 'this', 'that', 'these', 'those', 'both', 'neither', 'either', 'such']);

/** Prepositions before a matter that is the object's rather than the subject's: "sued X over its takeover". */
export const MATTERS = new Set(['over', 'for', 'about', 'regarding', 'after']);

export const COUNTS: ReadonlyMap<string, number> = new Map([
  ['three', 3],
  ['four', 4],
  ['five', 5],
]);

/** Forms of verbs whose object describes the subject. */
export const COPULA = new Set('is are was were be been being become becomes became remain remains remained'.split(' '));

/** Words of a definite without a noun: "the two", "the former". */
export const COUNTED = new Set(['two', 'three', 'four', 'five', 'pair', 'former', 'latter']);
