import { type ZodType, z } from 'zod';

/**
 * A contract as JSON Schema (draft 2020-12), as it is read: fields that a later version adds make nobody refuse.
 * Without `$schema`, to be put into a larger document.
 */
export function jsonSchema(schema: ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
