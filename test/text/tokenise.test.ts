import { describe, expect, it } from 'vitest';
import { hashWord } from '../../src/text/hash.js';
import { tokenise } from '../../src/text/tokenise.js';
import { FLAG } from '../../src/text/tokens.js';

function words(text: string): string[] {
  const { count, start, end } = tokenise(text);
  return Array.from({ length: count }, (_, at) => text.slice(start[at]!, end[at]!));
}

describe('tokenise', () => {
  it.each([
    ['a possessive', "Nvidia's chips", ['Nvidia', "'s", 'chips']],
    ['a curly possessive', 'Nvidia’s', ['Nvidia', '’s']],
    ['a plural possessive', "Cerebras' wafers", ['Cerebras', "'", 'wafers']],
    ['an inner apostrophe', "Xi'an don't", ["Xi'an", "don't"]],
    ['initials', 'U.S. and U.K.', ['U.S.', 'and', 'U.K.']],
    ['possessive initials', "the U.S.'s rules", ['the', 'U.S.', "'s", 'rules']],
    ['a name with an initial', 'J. Smith', ['J.', 'Smith']],
    ['legal forms', 'Foo Co., Ltd. said', ['Foo', 'Co.', ',', 'Ltd.', 'said']],
    ['numbers', '$6.5bn, 3.5% of 10,000', ['$', '6.5bn', ',', '3.5', '%', 'of', '10,000']],
    ['a list of numbers', '1,2,3', ['1', ',', '2', ',', '3']],
    ['hyphens', 'Nvidia-backed', ['Nvidia', '-', 'backed']],
    ['tickers', '(NVDA.O) 005930.KS', ['(', 'NVDA.O', ')', '005930.KS']],
    ['web names', 'Amazon.com', ['Amazon.com']],
    ['ampersands', 'AT&T R&D a&b', ['AT&T', 'R&D', 'a', '&', 'b']],
    ['numbers with "No."', 'No. 5. No.', ['No.', '5', '.', 'No', '.']],
    ['months', 'Oct. 7', ['Oct.', '7']],
    ['ideographs', '英伟达H20', ['英', '伟', '达', 'H20']],
    ['emoji', 'a👍🏽b', ['a', '👍', '🏽', 'b']],
    ['combining marks', 'e\u0301te\u0301', ['e\u0301te\u0301']],
    ['blanks of other kinds', 'a\u00a0b\r\nc', ['a', 'b', 'c']],
    ['runs of punctuation', 'wait... --', ['wait', '...', '--']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each([
    ['Nvidia', FLAG.capital | FLAG.lower | FLAG.spaced],
    ['TSMC', FLAG.capital | FLAG.allCaps | FLAG.spaced],
    ['iFlytek', FLAG.inner | FLAG.lower | FLAG.spaced],
    ['ByteDance', FLAG.capital | FLAG.inner | FLAG.lower | FLAG.spaced],
    ['H20', FLAG.capital | FLAG.digit | FLAG.spaced],
    ['A', FLAG.capital | FLAG.spaced],
    ['U.S.', FLAG.capital | FLAG.allCaps | FLAG.abbreviation | FLAG.spaced],
    ['%', FLAG.punctuation | FLAG.spaced],
  ])('flags %s', (text, flags) => {
    expect(tokenise(text).flags[0]).toBe(flags);
  });

  it('gives spellings of one word one hash', () => {
    for (const [one, other] of [
      ['Nvidia', 'NVIDIA'],
      ['U.S.', 'US'],
      ['Corp.', 'corp'],
      ['São', 'Sao'],
      ['Møller', 'Moller'],
      ['Xi’an', "Xi'an"],
      ['10,000', '10000'],
    ]) {
      expect(tokenise(one!).hash[0], one).toBe(tokenise(other!).hash[0]);
    }
    expect(tokenise('3.5').hash[0]).not.toBe(tokenise('35').hash[0]);
    expect(tokenise('nvidia').hash[0]).toBe(hashWord('NVIDIA'));
  });

  it('marks line breaks', () => {
    expect(tokenise('a\nb').flags[1]! & FLAG.newline).toBeTruthy();
    expect(tokenise('a b').flags[1]! & FLAG.newline).toBe(0);
  });
});
