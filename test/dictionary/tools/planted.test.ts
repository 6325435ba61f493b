import { describe, expect, test } from 'vitest';
import { checkDictionary, fixFindings } from '../../../src/dictionary/check.js';
import type { SourceFile } from '../../../src/dictionary/read.js';

const TYPES = `types:
  - id: firm
    kinds: [maker, trader]
    fields: [parent, country, hq, ticker]
    references: { parent: firm }
  - id: chip
    kinds: [gpu]
    fields: [maker, family]
    references: { maker: firm, family: chip }
  - id: region
    kinds: [city, country]
    fields: [iso, within, demonyms]
    references: { within: region }
    places: true
`;
const PLACES = `type: region
entries:
  - { id: us, name: Usland, iso: US, kind: country }
  - { id: springtown, name: Springtown, kind: city, within: us }
`;
const RELATION = (id: string, more: string): string => `  - id: ${id}
    description: A relation.
    subject: { types: [firm] }
    object: { types: [firm] }
${more}`;
const SHOWN = (id: string): string => `    examples: [{ text: "Abex sold it.", relations: ["${id}(Abex, Bolo)"] }]
    counterexamples: [Abex fell.]
`;
const COUNT = 30;
const numbers = Array.from({ length: COUNT }, (_, index) => index);

/** A fault: the lines of one item, and where in them it stands: the line (from 0) and the text that the column points at. */
interface Planted {
  readonly code: string;
  readonly what: string;
  /** Head of the file; items follow it. */
  readonly head: string;
  readonly item: (n: number) => string;
  /** The n-th item is faulty at this text of this line of it. */
  readonly at: (n: number) => [line: number, text: string];
  /** Further files that make it a fault. */
  readonly beside?: readonly SourceFile[];
  readonly layer?: number;
}

const FIRMS = 'type: firm\n# planted\nentries:\n';
const WORDS =
  'apple block table river garden bridge mountain paper orange silver market engine window bottle castle desert forest island ladder mirror needle office pencil rabbit saddle ticket valley wagon yellow basket'.split(
    ' ',
  );
const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const FAULTS: readonly Planted[] = [
  {
    code: 'D002',
    what: 'a field of the wrong form',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, kind: maker, country: usa }\n`,
    at: () => [0, 'country'],
  },
  {
    code: 'D004',
    what: 'an unknown field',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, kind: maker, colour: red }\n`,
    at: () => [0, 'colour'],
  },
  {
    code: 'D006',
    what: 'an id that is taken',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, kind: maker }\n  - { id: a${n}, name: Vurto ${n}, kind: maker }\n`,
    at: () => [1, 'id'],
  },
  {
    code: 'D007',
    what: 'an unknown kind',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, kind: baker }\n`,
    at: () => [0, 'kind'],
  },
  {
    code: 'D008',
    what: 'a parent that is not there',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, kind: maker, parent: nobody-${n} }\n`,
    at: () => [0, 'parent'],
  },
  {
    code: 'D008',
    what: 'a maker that is not there',
    head: 'type: chip\nentries:\n',
    item: (n) => `  - id: c${n}\n    name: Zk${n}\n    kind: gpu\n    maker: nobody-${n}\n`,
    at: () => [3, 'maker'],
  },
  {
    code: 'D008',
    what: 'a place within nothing',
    head: 'type: region\nentries:\n',
    item: (n) => `  - { id: r${n}, name: Zelkoville ${n}, kind: city, within: nowhere }\n`,
    at: () => [0, 'within'],
  },
  {
    code: 'D009',
    what: 'an exact duplicate',
    head: FIRMS,
    item: (n) =>
      `  - { id: a${n}, name: Zelko ${n}, kind: maker }\n  - { name: Zelko ${n}, id: a${n}, kind: maker } # again\n`,
    at: () => [1, '{ name'],
  },
  {
    code: 'D010',
    what: 'an alias that stands twice',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, aliases: [Zk ${n}, Zelko ${n}], kind: maker }\n`,
    at: (n) => [0, `Zelko ${n}]`],
  },
  {
    code: 'D011',
    what: 'an alias that two entries claim',
    head: FIRMS,
    item: (n) =>
      `  - { id: a${n}, name: Zelko ${n}, aliases: [Shared ${n}x], kind: maker }\n  - { id: b${n}, name: Vurto ${n}, aliases: [Own ${n}, Shared ${n}x], kind: maker }\n`,
    at: (n) => [1, `Shared ${n}x`],
  },
  {
    code: 'D012',
    what: 'an alias that is ignored',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, aliases: [Hidden ${n}x], kind: maker }\n`,
    at: (n) => [0, `Hidden ${n}x`],
    beside: [
      {
        path: 'ignore.yaml',
        text: `type: ignore\nentries:\n${numbers.map((n) => `  - { text: Hidden ${n}x, why: planted }\n`).join('')}`,
      },
    ],
  },
  {
    code: 'D012',
    what: 'a weak alias behind a strong one',
    head: FIRMS,
    item: (n) =>
      `  - { id: a${n}, name: Strong ${n}x, kind: maker }\n  - { id: b${n}, name: Vurto ${n}, aliases: [{ text: Strong ${n}x, weak: true, near: [chip] }], kind: maker }\n`,
    at: (n) => [1, `{ text: Strong ${n}x`],
  },
  {
    code: 'D013',
    what: 'an ordinary English word',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: ${title(WORDS[n]!)}, kind: maker }\n`,
    at: () => [0, 'name'],
  },
  {
    code: 'D014',
    what: 'a disabled entry that is nowhere',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, kind: maker, disabled: true }\n`,
    at: () => [0, 'disabled'],
  },
  {
    code: 'D014',
    what: 'an entry that is never in use',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, kind: maker, from: 2020-01-01, until: 2019-01-01 }\n`,
    at: () => [0, 'until'],
  },
  {
    code: 'D015',
    what: 'parents in a circle',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, kind: maker, parent: a${n} }\n`,
    at: () => [0, 'parent'],
  },
  {
    code: 'D016',
    what: 'headquarters that are nowhere',
    head: FIRMS,
    item: (n) => `  - { id: a${n}, name: Zelko ${n}, kind: maker, hq: Nowhere ${n} }\n`,
    at: () => [0, 'hq'],
  },
  {
    code: 'D017',
    what: 'a ticker of two firms',
    head: FIRMS,
    item: (n) =>
      `  - { id: a${n}, name: Zelko ${n}, kind: maker, ticker: ["X:T${n}"] }\n  - { id: b${n}, name: Vurto ${n}, kind: maker, ticker: ["Y:U${n}", "X:T${n}"] }\n`,
    at: (n) => [1, `"X:T${n}"`],
  },
  {
    code: 'D018',
    what: 'a frame that stands twice',
    head: 'relations:\n',
    item: (n) =>
      RELATION(
        `rel${n}`,
        `    frames:\n      - { verb: [sell], subject: subject, object: to }\n      - { object: to, subject: subject, verb: [sell] }\n${SHOWN(`rel${n}`)}`,
      ),
    at: () => [6, '{ object'],
  },
  {
    code: 'D019',
    what: 'a relation that no example shows',
    head: 'relations:\n',
    item: (n) =>
      RELATION(`rel${n}`, `    frames:\n      - { verb: [sell], subject: subject, object: to }\n${SHOWN('other')}`),
    at: () => [6, 'examples'],
  },
  {
    code: 'D002',
    what: 'a relation without examples',
    head: 'relations:\n',
    item: (n) =>
      RELATION(
        `rel${n}`,
        '    frames:\n      - { verb: [sell], subject: subject, object: to }\n    examples: []\n    counterexamples: [Abex fell.]\n',
      ),
    at: () => [6, 'examples'],
  },
  {
    code: 'D020',
    what: 'an unknown list',
    head: 'relations:\n',
    item: (n) =>
      RELATION(
        `rel${n}`,
        `    frames:\n      - { verb: [sell], when: { object: $nothing }, subject: subject, object: to }\n${SHOWN(`rel${n}`)}`,
      ),
    at: () => [5, 'object: $nothing'],
  },
  {
    code: 'D021',
    what: 'an unknown type',
    head: 'relations:\n',
    item: (n) =>
      RELATION(
        `rel${n}`,
        `    frames:\n      - { verb: [sell], subject: "subject:planet", object: to }\n${SHOWN(`rel${n}`)}`,
      ),
    at: () => [5, 'subject: "subject:planet"'],
  },
  {
    code: 'D022',
    what: 'a slot that is neither role nor preposition',
    head: 'relations:\n',
    item: (n) =>
      RELATION(`rel${n}`, `    frames:\n      - { verb: [sell], subject: subjekt, object: to }\n${SHOWN(`rel${n}`)}`),
    at: () => [5, 'subject: subjekt'],
  },
];

function plant({ head, item, at, beside = [] }: Planted): { sources: SourceFile[]; places: string[] } {
  let text = head;
  const places: string[] = [];
  for (const n of numbers) {
    const first = text.split('\n').length;
    const [line, wanted] = at(n);
    const column = item(n).split('\n')[line]!.indexOf(wanted) + 1;
    expect(column).toBeGreaterThan(0);
    places.push(`${first + line}:${column}`);
    text += item(n);
  }
  const sources = [
    { path: 'types.yaml', text: TYPES },
    { path: 'places.yaml', text: PLACES },
    { path: 'planted.yaml', text },
    ...beside,
  ];
  return { sources, places };
}

describe('dict check', () => {
  test.each(FAULTS.map((fault) => [fault.code, fault.what, fault] as const))(
    '%s: %s, thirty times',
    (code, _, fault) => {
      const { sources, places } = plant(fault);
      const found = checkDictionary(sources).findings.map(({ diagnostic }) => diagnostic);
      const own = found.filter((one) => one.code === code && one.file === 'planted.yaml');
      expect(own.map(({ line, column }) => `${line}:${column}`)).toEqual(places);
      expect(found.filter((one) => one.code !== code)).toEqual([]);
    },
  );

  test.each([
    ['D001', 'no YAML', 'type: firm\nentries: [\n', 3],
    ['D003', 'nothing that says what it holds', 'words: [one]\n', 1],
    ['D005', 'entries of no type', 'type: ship\nentries: []\n', 1],
  ])('%s: %s, in thirty files', (code, _, text, line) => {
    const files = numbers.map((n) => ({ path: `broken-${n}.yaml`, text: `${'# line\n'.repeat(n)}${text}` }));
    const { findings } = checkDictionary([{ path: 'types.yaml', text: TYPES }, ...files]);
    const found = findings.map(({ diagnostic }) => diagnostic);
    const own = found.filter((one) => one.code === code).map(({ file, line: at, column }) => `${file}:${at}:${column}`);
    expect(own.sort()).toEqual(numbers.map((n) => `broken-${n}.yaml:${n + line}:1`).sort());
  });

  test('every code is planted', () => {
    const codes = new Set(['D001', 'D003', 'D005', ...FAULTS.map(({ code }) => code)]);
    expect(codes.size).toBe(22);
  });

  test.each(
    FAULTS.filter(({ code }) => ['D009', 'D010', 'D018'].includes(code)).map((fault) => [fault.code, fault] as const),
  )('--fix mends %s and leaves every other line as it was', (code, fault) => {
    const { sources } = plant(fault);
    const { findings } = checkDictionary(sources);
    const [fixed, ...others] = fixFindings(sources, findings);
    expect(others).toEqual([]);
    const after = checkDictionary(sources.map((source) => (source.path === fixed!.path ? fixed! : source)));
    expect(after.findings.filter(({ diagnostic }) => diagnostic.code === code)).toEqual([]);
    const before = new Set(sources.find(({ path }) => path === 'planted.yaml')!.text.split('\n'));
    const fresh = fixed!.text.split('\n').filter((line) => !before.has(line));
    expect(fresh).toHaveLength(code === 'D010' ? COUNT : 0);
  });
});
