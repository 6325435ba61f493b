import { describe, expect, it } from 'vitest';
import { readMarked } from '../../src/dictionary/marked.js';

describe('readMarked', () => {
  it('takes the marks out of a text', () => {
    expect(readMarked('[Foo Inc.](firm) met [the US](region=United States) [sic].')).toEqual({
      text: 'Foo Inc. met the US [sic].',
      mentions: [
        { start: 0, end: 8, text: 'Foo Inc.', type: 'firm' },
        { start: 13, end: 19, text: 'the US', type: 'region', name: 'United States' },
      ],
    });
  });

  it.each(['', 'no marks', '[a](B)', '[](x)', '[a] (x)', '((('])('leaves %j as it is', (text) => {
    expect(readMarked(text)).toEqual({ text, mentions: [] });
  });
});
