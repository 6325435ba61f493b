import type { Case } from '../schema/dictionary.js';

/** A compiled entry of an entity file. */
export interface Entity {
  /** `type:id`, unique in the dictionary. */
  readonly key: string;
  readonly type: string;
  readonly id: string;
  /** Canonical name. */
  readonly name: string;
  readonly kinds: readonly string[];
  /** Where it stands, as file:line. */
  readonly place: string;
  readonly country?: string;
  readonly hq?: string;
  readonly parent?: string;
  readonly ticker?: readonly string[];
  readonly startup?: boolean;
  readonly maker?: string;
  readonly family?: string;
  readonly series?: string;
  readonly patterns?: readonly string[];
  readonly metonyms?: readonly (string | { readonly text: string; readonly keeps?: boolean | undefined })[];
  readonly iso?: string;
  readonly within?: string;
  readonly demonyms?: readonly string[];
  readonly adjectives?: readonly string[];
  readonly wikidata?: string;
  readonly weak?: boolean;
  readonly from?: string;
  readonly until?: string;
}

/** What a surface form is to its entity. */
export type Role = 'name' | 'alias' | 'metonym' | 'demonym' | 'adjective' | 'ignore';

/** A surface form that the gazetteer finds. */
export interface Alias {
  readonly text: string;
  readonly role: Role;
  readonly case: Case;
  /** Absent for an ignored name. */
  readonly entity?: Entity;
  readonly weak: boolean;
  /** A mention by it is called so, not by the canonical name. */
  readonly keeps?: boolean;
  readonly near?: readonly string[];
  readonly notNear?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  /** Where it stands, as file:line. */
  readonly place: string;
}
