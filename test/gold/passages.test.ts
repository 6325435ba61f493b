import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadDictionary } from '../../src/dictionary/load.js';
import { extract } from '../../src/extract/extract.js';
import type { Extraction } from '../../src/schema/extraction.js';
import { type Report, readGold, score } from '../../src/score/index.js';

// Passages of our own in the layout of `chokepoint score`, annotated without a look at what is extracted.
const folder = join(import.meta.dirname, 'passages');
let report: Report;

beforeAll(async () => {
  const { dictionary } = await loadDictionary([join(import.meta.dirname, '../../dictionaries')]);
  const extractions: Extraction[] = [];
  for (const file of await readdir(join(folder, 'texts'))) {
    const text = await readFile(join(folder, 'texts', file), 'utf8');
    extractions.push(extract({ id: file.replace('.txt', ''), text }, dictionary));
  }
  const symmetric = [...dictionary.grammar.relations.values()].filter((one) => one.symmetric).map((one) => one.id);
  report = score(await readGold(folder), extractions, symmetric);
});

describe('passages', () => {
  test.each([
    ['mentions', 0.98],
    ['linked', 0.98],
    ['relations', 0.9],
    ['assertions', 0.86],
  ] as const)('%s F1 is at least %d', (name, least) => {
    expect(report.scores[name].f1).toBeGreaterThanOrEqual(least);
  });

  test('relations precision is at least 0.95', () => {
    expect(report.scores.relations.precision).toBeGreaterThanOrEqual(0.95);
  });
});
