/** What tagging a sentence gives, and the groups of tags that the taggers ask about. */
import { CLASS } from '../../text/classes.js';
import type { Tokens } from '../../text/tokens.js';
import type { EntityMention } from '../mention.js';
import type { WordFacts } from './word-facts.js';

/**
 * Part-of-speech tags, after the Penn Treebank's but told apart only as far as clauses need:
 * N NS P (noun, plural, name), V VZ VD VN ED VG (base, third person, past, participle, past or participle, -ing), MD BE HAVE DO NOT
 * (auxiliaries), TO IN RP, DT PRP PRP$ WH WP$ WRB THAT SUB CC CD J R, POS (clitic), "," and "." and other marks as themselves.
 */
export type Tag = string;

/** The words of one sentence with their tags; index 0 is token `first` of the document. */
export interface Tagged {
  readonly tokens: Tokens;
  readonly first: number;
  readonly count: number;
  /** Surfaces in lower case. */
  readonly words: readonly string[];
  /** What is known of each word by itself. */
  readonly facts: readonly WordFacts[];
  readonly tags: Tag[];
  /** For each token the index of the mention that covers it, else -1. */
  readonly mention: Int32Array;
  readonly mentions: readonly EntityMention[];
  /** Forms of the verbs that the dictionaries know. */
  readonly known: ReadonlyMap<string, number>;
  /** Most words of the sentence are capitalised: a headline. */
  readonly headline: boolean;
}

export const VERBAL = CLASS.base | CLASS.third | CLASS.past | CLASS.participle | CLASS.gerund;

export const NOMINAL = CLASS.noun | CLASS.plural;

export const FINITE = new Set(['V', 'VZ', 'VD', 'ED', 'MD', 'BE', 'HAVE', 'DO']);

export const VERBS = new Set(['V', 'VZ', 'VD', 'VN', 'ED', 'VG']);

export const NOUNISH = new Set(['N', 'NS', 'P', 'PRP', 'CD']);

/** Tags that can begin a noun phrase. */
export const OPENS_PHRASE = new Set(['DT', 'PRP$', 'CD', '$', 'P', 'PRP', 'J', 'N', 'NS', 'WP$']);

/** Tags of the words inside a noun phrase, and of those that may stand there in a list or after a preposition. */
export const IN_PHRASE = new Set(['P', 'DT', 'N', 'NS', 'J']);
export const IN_LIST = new Set(['P', 'N', 'NS', 'DT', 'J', 'PRP$', 'POS', 'CD', '-', '&']);
export const IN_STRETCH = new Set(['P', 'DT', 'N', 'NS', 'J', 'POS', 'CD', 'PRP$', 'IN']);

export const BOUNDARY = new Set([',', ';', ':', '—', '(', ')', 'WH', 'SUB', 'WRB', '"', '.']);

export const single: readonly (readonly [number, Tag])[] = [
  [CLASS.noun, 'N'],
  [CLASS.plural, 'NS'],
  [CLASS.base, 'V'],
  [CLASS.third, 'VZ'],
  [CLASS.past, 'VD'],
  [CLASS.participle, 'VN'],
  [CLASS.gerund, 'VG'],
  [CLASS.adjective, 'J'],
  [CLASS.adverb, 'R'],
  [CLASS.preposition, 'IN'],
  [CLASS.particle, 'RP'],
];
