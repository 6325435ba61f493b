import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alias } from '../../src/dictionary/dictionary.js';
import { Gazetteer } from '../../src/dictionary/gazetteer.js';
import { tokenise } from '../../src/text/tokenise.js';

function alias(text: string, policy: Alias['case'] = 'smart'): Alias {
  return { text, role: 'name', case: policy, weak: false, place: 'x:1' };
}

function scan(names: readonly string[], text: string): string[] {
  const gazetteer = new Gazetteer(names.map((name) => alias(name)));
  const tokens = tokenise(text);
  const found: string[] = [];
  gazetteer.scan(tokens, (first, last, index, plural) => {
    found.push(`${text.slice(tokens.start[first]!, tokens.end[last - 1]!)}=${names[index]}${plural ? '+s' : ''}`);
  });
  return found;
}

describe('Gazetteer', () => {
  it.each([
    ['all overlapping names', ['Foo', 'Foo Bar', 'Bar'], 'Foo Bar', ['Foo=Foo', 'Foo Bar=Foo Bar', 'Bar=Bar']],
    ['whole words only', ['Foo'], 'Foobar Foo, aFoo', ['Foo=Foo']],
    ['names in capitals', ['Foo Bar'], 'FOO BAR', ['FOO BAR=Foo Bar']],
    ['no capital name in lower case', ['Foo'], 'foo', []],
    ['names in lower case', ['imec'], 'imec', ['imec=imec']],
    ['plurals', ['H20'], 'H20s', ['H20s=H20+s']],
    ['possessives and hyphens beside it', ['Foo'], "Foo's Foo-backed", ['Foo=Foo', 'Foo=Foo']],
    ['a hyphen for a blank', ['Foo Bar'], 'Foo-Bar', ['Foo-Bar=Foo Bar']],
    ['abbreviations with and without periods', ['U.S.'], 'the US and the U.S.', ['US=U.S.', 'U.S.=U.S.']],
    ['names in unspaced text', ['华为'], '该公司是华为的', ['华为=华为']],
    ['names over a line break', ['Foo Bar'], 'Foo\nBar', ['Foo\nBar=Foo Bar']],
    ['the same name twice', ['Foo', 'Foo'], 'Foo', ['Foo=Foo', 'Foo=Foo']],
  ])('finds %s', (_, names, text, expected) => {
    expect(scan(names, text).sort()).toEqual([...expected].sort());
  });

  it('finds every name in a text of names', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{1,6}$/);
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 30 }), (names) => {
        const found = new Set(scan(names, names.join(', ')));
        for (const one of names) expect(found).toContain(`${one}=${one}`);
      }),
    );
  });
});
