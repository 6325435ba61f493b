import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bundledDictionaries, type Dictionary, type Extraction, extract, loadDictionary } from '../src/index.js';
import { prepareDocument } from '../src/queue/prepare.js';
import { readInputs } from '../src/sources/inputs.js';

const folder = join(import.meta.dirname, '..', 'samples');
const files = readdirSync(folder).filter((name) => /\.(txt|html|jsonl)$/.test(name));
const { documents } = parse(readFileSync(join(folder, 'expected.yaml'), 'utf8')) as {
  documents: Record<string, string[]>;
};

/** A relation as a line of docs/dictionaries.md, without what the line need not say. */
function line({ type, subject, object, polarity, modality }: Extraction['relations'][number]): string {
  const end = modality === 'asserted' ? '' : ` ${modality}`;
  return `${polarity === 'negated' ? 'not ' : ''}${type}(${subject.name}, ${object.name})${end}`;
}

describe('the samples', () => {
  const found = new Map<string, Extraction>();
  beforeAll(async () => {
    const { dictionary }: { dictionary: Dictionary } = await loadDictionary([bundledDictionaries]);
    for await (const item of readInputs(
      files.map((name) => join(folder, name)),
      { maxBytes: 100_000 },
    )) {
      if ('error' in item) throw item.error;
      const { document } = prepareDocument(item.document, item.input, 100_000);
      found.set(document.id, extract(document, dictionary));
    }
  });

  test('each has its expectation, and each expectation its document', () => {
    expect([...found.keys()].sort()).toEqual(Object.keys(documents).sort());
    const names = files.filter((name) => !name.endsWith('.jsonl')).map((name) => basename(name, extname(name)));
    expect(names.length).toBeGreaterThanOrEqual(10);
  });

  test.each(Object.keys(documents))('%s gives its relations and no other', (id) => {
    expect(found.get(id)?.relations.map(line).sort()).toEqual([...(documents[id] ?? [])].sort());
  });

  test('every relation that the dictionaries declare occurs', async () => {
    const { dictionary } = await loadDictionary([bundledDictionaries]);
    const seen = new Set([...found.values()].flatMap(({ relations }) => relations.map(({ type }) => type)));
    expect([...seen].sort()).toEqual([...dictionary.grammar.relations.keys()].sort());
  });

  test('spans give their surface back', () => {
    for (const { text, mentions, relations, sentences } of found.values()) {
      for (const { start, end, text: surface } of [...mentions, ...relations.map(({ evidence }) => evidence)]) {
        expect(text.slice(start, end)).toBe(surface);
      }
      for (const { sentence, evidence } of relations) {
        expect(evidence.start).toBeGreaterThanOrEqual(sentences[sentence]?.start ?? Number.NaN);
        expect(evidence.end).toBeLessThanOrEqual(sentences[sentence]?.end ?? Number.NaN);
      }
    }
  });
});
