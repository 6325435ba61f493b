import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDictionary } from '../../src/dictionary/load.js';
import { extract } from '../../src/extract/extract.js';
import { extractionSchema } from '../../src/schema/extraction.js';

const bundled = join(import.meta.dirname, '../../dictionaries');
const { dictionary } = await loadDictionary([bundled]);
const { grammar } = dictionary;

const NAMES = [
  'Nvidia',
  'ByteDance',
  'H20',
  'Ascend 910C',
  'China',
  'Johor',
  'Beijing',
  'the Commerce Department',
  'Crusoe',
  'Zorbex AI',
];
const GLUE =
  ', | and | or | with | to | in | from | of | for | by | which | who | that | its | it | they | the company | a stake in | last year | in March 2024 | $5 billion | 10,000 | 200 megawatts | said | according to people | will | may | has not | not | , Reuters reported | ; | ( | ) | " | . | ? | — |, including |\'s '.split(
    '|',
  );
const VERBS = [...grammar.verbFrames.keys()];
const NOUNS = [...grammar.nounFrames.keys()];
const forms = [...grammar.lemmas.keys()];
const pick = (list: readonly string[]): fc.Arbitrary<string> => fc.nat().map((at) => list[at % list.length]!);

/** Sentences of names, triggers in any form, and what joins them, in any order. */
const sentence = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: pick(NAMES) },
      { weight: 4, arbitrary: pick(GLUE) },
      { weight: 2, arbitrary: pick(forms) },
      { weight: 1, arbitrary: pick(VERBS) },
      { weight: 1, arbitrary: pick(NOUNS) },
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((parts) => `${parts.join(' ').replace(/ +/g, ' ')}.`);

describe('whatever a text says', () => {
  it('arguments have types that the relation allows, spans give their surface back, and the schema holds', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const extraction = extract({ id: 'x', text, publishedAt: '2025-04-16' }, dictionary);
        extractionSchema.parse(extraction);
        for (const relation of extraction.relations) {
          const type = grammar.relations.get(relation.type)!;
          for (const side of ['subject', 'object'] as const) {
            const { mention, type: given, name } = relation[side];
            if (given === undefined) expect(type[side].phrase).toBe(true);
            else expect(type[side].types).toContain(given);
            if (mention !== undefined) {
              expect(extraction.mentions[mention]?.type).toBe(given);
              expect(extraction.mentions[mention]?.name).toBe(name);
            }
          }
          const { start, end } = extraction.sentences[relation.sentence]!;
          for (const span of [relation.evidence, relation.time, ...(relation.amounts ?? [])]) {
            if (!span) continue;
            expect(text.slice(span.start, span.end)).toBe(span.text);
            expect(span.start).toBeGreaterThanOrEqual(start);
            expect(span.end).toBeLessThanOrEqual(end);
          }
          const { attribution } = relation;
          if (attribution) expect(text.slice(attribution.start, attribution.end)).toBe(attribution.who);
          if (relation.time) expect(relation.time.value).toMatch(/^[\d.][\d.QH/-]*$/);
        }
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  it('gives the same extraction twice', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(extract({ id: 'x', text }, dictionary)).toEqual(extract({ id: 'x', text }, dictionary));
      }),
      { numRuns: 200, seed: 11 },
    );
  });
});

it('reads a clause without a verb that a frame asks for an object', () => {
  const text =
    'The Supreme Court binds Nvidia and Oracle in England. I was told that if I did buy pro-coverage I would be able to return the item no questions asked for a refund.';
  expect(extract({ id: 'x', text }, dictionary).relations).toEqual([]);
});

describe('a sixteenth relation with an entity type of its own', () => {
  const overlay = mkdtempSync(join(tmpdir(), 'chokepoint-overlay-'));
  afterAll(() => rmSync(overlay, { recursive: true, force: true }));
  writeFileSync(
    join(overlay, 'minerals.yaml'),
    `type: mineral
entries:
  - { id: gallium, name: gallium, case: any, kind: metal, source: news }
  - { id: germanium, name: germanium, case: any, kind: metal, source: news }
`,
  );
  writeFileSync(
    join(overlay, 'types.yaml'),
    `types:
  - id: mineral
    description: Raw materials of chips.
    kinds: [metal]
`,
  );
  writeFileSync(
    join(overlay, 'mines.yaml'),
    `relations:
  - id: mines
    description: A firm takes a mineral out of the ground.
    subject: { types: [firm] }
    object: { types: [mineral] }
    frames:
      - { verb: [mine, "dig up"], subject: subject, object: object }
      - { noun: [output, mining], subject: possessor, object: of }
    examples:
      - { text: "Glencore mines gallium.", relations: ["mines(Glencore, gallium)"] }
    counterexamples: ["Glencore sells gallium."]
`,
  );

  it('is a matter of YAML', async () => {
    const { dictionary: larger, diagnostics } = await loadDictionary([bundled, overlay]);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(larger.grammar.relations.size).toBe(dictionary.grammar.relations.size + 1);
    const text =
      'Nvidia has mined gallium and germanium since 2020. Gallium is also dug up by Intel. TSMC does not mine germanium, Reuters reported. ' +
      "Qualcomm's mining of germanium pays.";
    const { mentions, relations } = extract({ id: 'x', text }, larger);
    expect(mentions.filter(({ type }) => type === 'mineral').map(({ id }) => id)).toContain('mineral:gallium');
    const lines = relations.map(
      ({ type, subject, object, polarity, modality, time }) =>
        `${polarity} ${modality} ${type}(${subject.name}, ${object.name}) ${time?.value ?? ''}`,
    );
    expect(lines).toEqual([
      'affirmed asserted mines(Nvidia, gallium) 2020/..',
      'affirmed asserted mines(Nvidia, germanium) 2020/..',
      'affirmed asserted mines(Intel, gallium) ',
      'negated reported mines(TSMC, germanium) ',
      'affirmed asserted mines(Qualcomm, germanium) ',
    ]);
    expect(relations[0]?.by.entry).toMatch(/^mines\.yaml:\d+$/);
  });
});
