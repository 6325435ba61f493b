import { Command } from 'commander';
import type { ZodType } from 'zod';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { print } from '../output.js';

export function schemaVerb(): Command {
  return new Command('schema')
    .description('Prints a JSON Schema (draft 2020-12); without a name, the names, one JSON line each.')
    .argument('[name]', 'document, extraction, event, …')
    .addHelpText('after', '\nExamples:\n  chokepoint schema\n  chokepoint schema event > event.schema.json')
    .action(action(run));
}

async function run(name: string | undefined): Promise<ExitCode> {
  const { z } = await import('zod');
  const schemas = await namedSchemas();
  if (name === undefined) {
    for (const [known, schema] of Object.entries(schemas)) {
      await print(JSON.stringify({ name: known, ...(schema.description ? { description: schema.description } : {}) }));
    }
    return EXIT.ok;
  }
  const schema = schemas[name];
  if (!schema) throw new UsageError(`${name}: no such schema; there are ${Object.keys(schemas).join(', ')}`);
  // As input: fields that a later version adds must not make today's consumers refuse an event.
  await print(JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), undefined, 2));
  return EXIT.ok;
}

/** Every published schema: each export `…Schema` of the contracts that stands by itself. */
async function namedSchemas(): Promise<Record<string, ZodType>> {
  const contracts = (await import('../../schema/index.js')) as unknown as Record<string, unknown>;
  const named = Object.entries(contracts)
    .filter(([key]) => key.endsWith('Schema'))
    .map(([key, schema]) => [kebab(key.slice(0, -'Schema'.length)), schema as ZodType] as const);
  const first = ['document', 'extraction', 'event'];
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  return Object.fromEntries(named.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
