import type { TypeEntry } from '../schema/dictionary.js';

export type { Alias, Entity, Role } from './entity.js';

import type { Discovery } from './discovery.js';
import type { Entity } from './entity.js';
import type { Gazetteer } from './gazetteer.js';
import type { Grammar } from './grammar.js';

/** Everything that extraction knows of the world: immutable, and the same for the same files. */
export interface Dictionary {
  /** Content hash: the same for the same entries, however they are split over files. */
  readonly version: string;
  /** Entity types by id, in the order of types.yaml. */
  readonly types: ReadonlyMap<string, TypeEntry>;
  /** Entities by `type:id`. */
  readonly entities: ReadonlyMap<string, Entity>;
  readonly gazetteer: Gazetteer;
  readonly discovery: Discovery;
  readonly grammar: Grammar;
}
