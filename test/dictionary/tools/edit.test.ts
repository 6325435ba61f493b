import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { appendItem, flow, removeItems, sortItems, sourceOf } from '../../../src/dictionary/edit.js';

const FILE = `# head
type: firm
entries:
  # of Asia
  - { id: b, name: "B", aliases: [x, y, x] } # keep me
  - id: a
    name: A   # two words
    note: |
      a block
  # the end
`;

describe('edits keep every other byte', () => {
  test.each([
    ['a block list', FILE, ['entries'], '{ id: c }'],
    ['an empty list', 'type: firm\nentries: []\n', ['entries'], '{ id: c }'],
    ['a flow list', 'entries: [{ id: a }] # end\n', ['entries'], '{ id: c }'],
    ['a list with CRLF', 'entries:\r\n  - { id: a } # x\r\n', ['entries'], '{ id: c }'],
    ['a list without a last line break', 'entries:\n  - { id: a }', ['entries'], '{ id: c }'],
    [
      'a list inside a list',
      'r:\n  - id: a\n    frames:\n      - { x: 1 }\n    more: 1\n',
      ['r', 0, 'frames'],
      '{ id: c }',
    ],
  ])('appending to %s', (_, text, path, item) => {
    const after = appendItem(text, path, item);
    let value = parse(after) as never;
    for (const key of path) value = value[key] as never;
    expect((value as unknown[]).at(-1)).toEqual({ id: 'c' });
    const at = [...after].findIndex((character, index) => character !== text[index]);
    const added = after.length - text.length;
    if (!text.includes('[]')) expect(after.slice(0, at) + after.slice(at + added)).toBe(text);
    if (text.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('an item with lines of its own is indented', () => {
    const after = appendItem('r:\n    - id: a\n', ['r'], 'id: b\nframes:\n  - { x: 1 }');
    expect(after).toBe('r:\n    - id: a\n    - id: b\n      frames:\n        - { x: 1 }\n');
  });

  test('removing items takes their lines and nothing else', () => {
    expect(removeItems(FILE, [['entries', 1]])).toBe(FILE.replace(/ {2}- id: a\n.*\n.*\n.*\n/, ''));
    expect(removeItems(FILE, [['entries', 0, 'aliases', 2]])).toBe(FILE.replace(', x]', ']'));
    expect(removeItems(FILE, [['entries', 0, 'aliases', 0]])).toBe(FILE.replace('[x, ', '['));
  });

  test('sorting stays between comments', () => {
    const text = 'entries:\n  # one\n  - { id: c } # c\n  - { id: a }\n  # two\n  - { id: b }\n';
    expect(sortItems(text, ['entries'], 'id')).toBe(
      'entries:\n  # one\n  - { id: a }\n  - { id: c } # c\n  # two\n  - { id: b }\n',
    );
  });

  test('the source of an item moves as it is', () => {
    const text = 'r:\n    - id: a\n      # why\n      frames:\n        - { x: 1 }\n    - id: b\n';
    expect(sourceOf(text, ['r', 0])).toBe('id: a\n# why\nframes:\n  - { x: 1 }');
  });

  test.each([['a, b'], ['yes'], ['[x]'], ['a: b'], ['#1'], ['"q"'], ['2020'], ['寒武纪'], ["it's"], ['{'], ['- a']])(
    'a string in a flow list comes back: %s',
    (word) => {
      expect(parse(flow({ list: [word], one: word }))).toEqual({ list: [word], one: word });
    },
  );

  test('what is no YAML is not edited', () => {
    expect(() => appendItem('a: [', ['a'], 'x')).toThrow(/no valid YAML/);
  });
});
