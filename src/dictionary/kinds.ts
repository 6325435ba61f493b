import type { z } from 'zod';
import {
  discoveryFileSchema,
  entityFileSchema,
  ignoreFileSchema,
  testFileSchema,
  typesFileSchema,
} from '../schema/dictionary.js';
import { assertionFileSchema, nominalsFileSchema, relationsFileSchema } from '../schema/relations.js';
import { readPlainEntry } from './plain-entries.js';

/** A kind of dictionary file: told by a key at its top, checked against its schema. */
export interface FileKind {
  readonly name: string;
  /** The key whose presence tells the kind. */
  readonly key: string;
  /** The value of the file's "type" that tells it from other kinds with the same key. */
  readonly type?: string;
  readonly schema: z.ZodType;
  /** What the schema makes of an item of the list under the key, where that can be told without it. */
  readonly plain?: (item: unknown) => unknown;
}

/** The kinds of files, the first that fits wins. */
export const FILE_KINDS: readonly FileKind[] = [
  { name: 'tests', key: 'tests', schema: testFileSchema },
  { name: 'types', key: 'types', schema: typesFileSchema },
  { name: 'ignore', key: 'entries', type: 'ignore', schema: ignoreFileSchema },
  { name: 'entities', key: 'entries', schema: entityFileSchema, plain: readPlainEntry },
  { name: 'discovery', key: 'discovery', schema: discoveryFileSchema },
  { name: 'nominals', key: 'nominals', schema: nominalsFileSchema },
  { name: 'relations', key: 'relations', schema: relationsFileSchema },
  { name: 'assertion', key: 'assertion', schema: assertionFileSchema },
];
