import { describe, expect, it } from 'vitest';
import { compileDictionary } from '../../src/dictionary/compile.js';
import { readPlainYaml } from '../../src/dictionary/plain-yaml.js';
import { readFullYaml, readYaml } from '../../src/dictionary/yaml.js';
import type { Diagnostic } from '../../src/schema/diagnostic.js';

const TYPES = {
  path: 'types.yaml',
  text: `types:
  - { id: maker, kinds: [big, small], fields: [parent, country], references: { parent: maker }, legalForms: [Inc, Ltd] }
  - { id: part, kinds: [thing], fields: [maker, patterns], references: { maker: maker }, plurals: true }
`,
};

function entries(text: string, path = 'makers.yaml', layer = 0): { path: string; text: string; layer: number } {
  return { path, text: `type: maker\nentries:\n${text}`, layer };
}

function compile(...files: { path: string; text: string; layer?: number }[]): ReturnType<typeof compileDictionary> {
  return compileDictionary([TYPES, ...files]);
}

function codes(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);
}

describe('compileDictionary', () => {
  it('compiles an entry with its place', () => {
    const { dictionary, diagnostics } = compile(entries('  - { id: foo, name: Foo, kind: big, country: US }\n'));
    expect(diagnostics).toEqual([]);
    expect(dictionary.entities.get('maker:foo')).toEqual({
      key: 'maker:foo',
      type: 'maker',
      id: 'foo',
      name: 'Foo',
      kinds: ['big'],
      place: 'makers.yaml:3',
      country: 'US',
    });
  });

  it.each([
    ['an unknown field', '  - { id: foo, name: Foo, kind: big, colour: red }', ['D004 makers.yaml:3:38']],
    ['a field of another type', '  - { id: foo, name: Foo, kind: big, maker: bar }', ['D004 makers.yaml:3:38']],
    ['a missing kind', '  - { id: foo, name: Foo }', ['D002 makers.yaml:3:5']],
    ['a wrong id', '  - { id: Foo Bar, name: Foo, kind: big }', ['D002 makers.yaml:3:7']],
    ['an unknown kind', '  - { id: foo, name: Foo, kind: huge }', ['D007 makers.yaml:3:27']],
    [
      'an id given twice',
      '  - { id: foo, name: Foo, kind: big }\n  - { id: foo, name: Bar, kind: big }',
      ['D006 makers.yaml:4:7'],
    ],
    ['an unknown parent', '  - { id: foo, name: Foo, kind: big, parent: bar }', ['D008 makers.yaml:3:38']],
    ['broken syntax', '  - { id: foo, name: Foo', ['D001']],
    ['a date that is none', '  - { id: foo, name: Foo, kind: big, until: soon }', ['D002 makers.yaml:3:38']],
  ])('reports %s', (_, text, expected) => {
    const found = codes(compile(entries(`${text}\n`)).diagnostics);
    if (expected[0] === 'D001') expect(found[0]).toMatch(/^D001 makers\.yaml/);
    else expect(found).toEqual(expected);
  });

  it('keeps the good entries beside a broken one, with their places', () => {
    const { dictionary } = compile(entries('  - { id: foo, name: Foo }\n  - { id: bar, name: Bar, kind: big }\n'));
    expect([...dictionary.entities.keys()]).toEqual(['maker:bar']);
    expect(dictionary.entities.get('maker:bar')?.place).toBe('makers.yaml:4');
  });

  it('reports a file of no known kind and a type that is not declared', () => {
    expect(codes(compile({ path: 'x.yaml', text: 'foo: 1\n' }).diagnostics)).toEqual(['D003 x.yaml:1:1']);
    const other = { path: 'y.yaml', text: 'type: planet\nentries: []\n' };
    expect(codes(compile(other).diagnostics)).toEqual(['D005 y.yaml:1:1']);
  });

  it('lets a later layer replace, disable and add', () => {
    const base = entries('  - { id: foo, name: Foo, kind: big }\n  - { id: bar, name: Bar, kind: big }\n', 'a.yaml', 0);
    const mine = entries(
      '  - { id: foo, name: Foo Two, kind: small }\n  - { id: bar, name: Bar, disabled: true }\n  - { id: new, name: New, kind: big }\n',
      'b.yaml',
      1,
    );
    const { dictionary, diagnostics } = compile(mine, base);
    expect(diagnostics).toEqual([]);
    expect([...dictionary.entities.values()].map(({ id, name }) => `${id} ${name}`)).toEqual([
      'foo Foo Two',
      'new New',
    ]);
  });

  it('has a version that depends on content alone', () => {
    const one = entries('  - { id: foo, name: Foo, kind: big }\n  - { id: bar, name: Bar, kind: big }\n');
    const split = [
      entries('  - { name: Bar, kind: big, id: bar } # last\n', 'x.yaml'),
      entries('  - id: foo\n    name: Foo\n    kind: [big]\n', 'y.yaml'),
    ];
    const other = entries('  - { id: foo, name: Foo, kind: small }\n  - { id: bar, name: Bar, kind: big }\n');
    const version = compile(one).dictionary.version;
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    expect(compile(...split).dictionary.version).toBe(version);
    expect(compile(other).dictionary.version).not.toBe(version);
  });
});

/** The paths of all parts of a value. */
function paths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const parts = Array.isArray(value)
    ? value.flatMap((part, at) => paths(part, [...path, at]))
    : Object.entries(value).flatMap(([key, part]) => paths(part, [...path, key]));
  return [path, ...parts];
}

describe('readPlainYaml', () => {
  it.each([
    'type: firm\nentries:\n  # a comment\n  - { id: a-1, name: A & B, aliases: ["B, C", \'D\', x:y], weak: true, n: 12 } # end\n',
    'entries:\n- id: foo\n  name: Foo Bar\n  list: [a, b]\n- id: bar\n\n  name: "say \\"hi\\""\n',
    'a: 1\nb: [x, y, {c: d}]\nlist:\n  - one two\n  - 2\n  - true\n  - ~\n',
    'name: 2021-10-28\nother: 01.AI\nthird: -x\n',
    'text: a # b\nmore: a#b\n',
    'a: 3a4000\nb: 0b1\nd: 2e5f\ne: 1-2\n',
    'a:\n  b: 1\n  "c": { d.e: 2, "f": 3 }\n  g:\n    h:\n    - i\n    # a comment\n    - j: k\n      l:\n        - m\nn: [o]\n',
    'a:\n  - b: 1\n    c:\n      d: [2]\n      e:\n        - f: 3\n          g: 4\n        - h\n  - i: { j: k }\nl: m\n',
  ])('reads as a full parser does: %j', (text) => {
    const plain = readPlainYaml(text);
    expect(plain).toBeDefined();
    const full = readFullYaml('x.yaml', text);
    expect(plain!.value).toEqual(full.value);
    let known = 0;
    for (const path of paths(full.value)) {
      const place = plain!.place(path);
      if (place) known++;
      expect([path, place ?? full.place(path)]).toEqual([path, full.place(path)]);
    }
    expect(known).toBeGreaterThan(0);
  });

  it.each([
    'a: &x 1\nb: *x\n',
    'a: |\n  text\n',
    'a:\n  b: 1\n c: 2\n',
    'a:\n  b: 1\n   c\n',
    'a:\n  - b: 1\n   c: 2\n',
    'a:\nb: 1\n',
    'a:\n  null: 1\n',
    'a: { 1: 2 }\n',
    'a: { "b":1 }\n',
    'a: 1e5\n',
    '# nothing\n',
    'list:\n  - { a: 1,\n      b: 2 }\n',
    'a: 1\na: 2\n',
    'a: 0x1f\n',
    'a: 1.50\n',
    'a: "\\u00e9"\n',
    "a: 'it''s'\n",
    '--- \na: 1\n',
    'a: b: c\n',
    'a: [b\n',
    '\ta: 1\n',
    'list:\n  - a\n    b\n',
    'list:\n  - - a\n',
    '- a\n',
  ])('leaves to the full parser: %j', (text) => {
    expect(readPlainYaml(text)).toBeUndefined();
    expect(readYaml('x.yaml', text).path).toBe('x.yaml');
  });
});
