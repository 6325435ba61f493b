import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Dictionary } from '../../src/dictionary/dictionary.js';
import { loadDictionary } from '../../src/dictionary/load.js';
import { type MarkedMention, readMarked } from '../../src/dictionary/marked.js';
import type { EntityMention } from '../../src/extract/mention.js';
import { findMentions } from '../../src/extract/mentions.js';
import { type DictionaryTestFile, testFileSchema } from '../../src/schema/dictionary.js';
import { rates, type Tally } from '../../src/score/index.js';
import { sentences } from '../../src/text/sentences.js';
import { tokenise } from '../../src/text/tokenise.js';

const folder = join(import.meta.dirname, 'entities');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

/** Mentions that a phenomenon's tests expect, find, and share. */
interface Outcome extends Tally {
  readonly errors: string[];
}

let dictionary: Dictionary;
const outcomes = new Map<string, Outcome>();

beforeAll(async () => {
  ({ dictionary } = await loadDictionary([join(import.meta.dirname, '../../dictionaries')]));
  for (const file of files) outcomes.set(file.replace('.yaml', ''), run(file));
  const rows = [...outcomes].map(([name, tally]) => `${rates(tally).f1.toFixed(3)} ${name} (${tally.gold})`);
  console.info(`mentions F1 by phenomenon\n${rows.sort().join('\n')}`);
});

function run(file: string): Outcome {
  const { tests }: DictionaryTestFile = testFileSchema.parse(parse(readFileSync(join(folder, file), 'utf8')));
  const outcome: Outcome = { hit: 0, gold: 0, found: 0, errors: [] };
  for (const test of tests) {
    const { text, mentions } = readMarked(test.text);
    if (mentions.length === 0 && test.mentions !== 'none') continue;
    const tokens = tokenise(text);
    const options = test.publishedAt === undefined ? {} : { publishedAt: test.publishedAt };
    const found = findMentions(tokens, sentences(tokens), dictionary, options);
    const missed = mentions.filter((mention) => !found.some((other) => fits(mention, other)));
    const spurious = found.filter((other) => !mentions.some((mention) => fits(mention, other)));
    outcome.hit += mentions.length - missed.length;
    outcome.gold += mentions.length;
    outcome.found += found.length;
    const show = (list: readonly { type: string; text: string }[]): string =>
      list.map((one) => `${one.text}/${one.type}`).join(', ');
    if (missed.length + spurious.length > 0)
      outcome.errors.push(`${text} missed: ${show(missed)}; spurious: ${show(spurious)}`);
  }
  return outcome;
}

function fits(expected: MarkedMention, found: EntityMention): boolean {
  const { start, end, type, name } = expected;
  return (
    start === found.start && end === found.end && type === found.type && (name === undefined || name === found.name)
  );
}

function total(names: readonly string[]): Tally {
  const sum: Tally = { hit: 0, gold: 0, found: 0 };
  for (const name of names) {
    const { hit, gold, found } = outcomes.get(name)!;
    sum.hit += hit;
    sum.gold += gold;
    sum.found += found;
  }
  return sum;
}

describe('phenomena of entities', () => {
  it('holds at least 250 sentences', () => {
    const sentencesOf = (file: string): number =>
      testFileSchema.parse(parse(readFileSync(join(folder, file), 'utf8'))).tests.length;
    expect(files.reduce((sum, file) => sum + sentencesOf(file), 0)).toBeGreaterThanOrEqual(250);
  });

  it.each(files.map((file) => file.replace('.yaml', '')))('%s: F1 of at least 0.85', (name) => {
    const outcome = outcomes.get(name)!;
    expect(rates(outcome).f1, outcome.errors.join('\n')).toBeGreaterThanOrEqual(0.85);
  });

  it('reaches 0.95 overall', () => {
    expect(rates(total([...outcomes.keys()])).f1).toBeGreaterThanOrEqual(0.95);
  });

  it('reaches 0.95 on ambiguous names', () => {
    expect(rates(total([...outcomes.keys()].filter((name) => name.startsWith('ambiguous')))).f1).toBeGreaterThanOrEqual(
      0.95,
    );
  });
});
