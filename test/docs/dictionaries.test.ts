import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TYPE_LISTS, WORD_CLASSES } from '../../src/dictionary/discovery.js';
import { FILE_KINDS } from '../../src/dictionary/kinds.js';

const docs = ['dictionaries.md', 'relations.md'].map((name) =>
  readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8'),
);
/** Every word that the pages show as one of the format: in backticks, or as a key of an example. */
const shown = new Set(
  docs.flatMap((page) => [
    ...[...page.matchAll(/`([a-zA-Z]+)(?::[^`]*)?`/g)].map(([, word]) => word),
    ...[...page.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap(([, code = '']) =>
      [...code.matchAll(/([a-zA-Z]+):/g)].map(([, word]) => word),
    ),
  ]),
);

/** The keys of a schema at any depth. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === 'properties' ? Object.keys(value as object) : []),
    ...keysOf(value),
  ]);
}

describe('the pages on the format', () => {
  test.each(FILE_KINDS.map(({ name, schema }) => [name, schema] as const))('%s: every field is there', (_, schema) => {
    const keys = new Set(keysOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
    expect(keys.size).toBeGreaterThan(1);
    expect([...keys].filter((key) => !shown.has(key))).toEqual([]);
  });

  test('every list of discovery.yaml is there', () => {
    expect([...WORD_CLASSES, ...TYPE_LISTS].filter((name) => !shown.has(name))).toEqual([]);
  });

  test('every file of dictionaries/ that is of one kind is there', () => {
    for (const name of ['types', 'ignore', 'discovery', 'nominals', 'relations', 'assertion'])
      expect(docs[0]).toContain(`| \`${name}.yaml\` |`);
  });

  test('their links lead somewhere', () => {
    for (const [, path = '', anchor] of docs.join('\n').matchAll(/\]\(([\w.-]+\.md)(?:#([\w-]+))?\)/g)) {
      const page = readFileSync(join(import.meta.dirname, '../../docs', path), 'utf8');
      const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w\s-]/g, '')
          .replace(/\s/g, '-'),
      );
      if (anchor) expect(anchors).toContain(anchor);
    }
  });
});
