import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../src/text/sentences.js';
import { tokenise } from '../../src/text/tokenise.js';

const gold = join(import.meta.dirname, '../../../shared/gold');

function split(text: string): string[] {
  return sentences(tokenise(text)).map(({ start, end }) => text.slice(start, end));
}

describe('sentences', () => {
  it.each([
    ['plain ones', ['It fell.', 'It rose!', 'Did it?', 'Yes.'], ' '],
    ['legal forms', ['Foo Corp. bought Bar Inc. of Ohio.', 'It paid.'], ' '],
    ['a legal form at the end', ['It bought Foo Corp.', 'The price was low.'], ' '],
    ['initials', ['The U.S. Commerce Department said no.', 'It sold them in the U.S.', 'The rest went home.'], ' '],
    ['decimals and months', ['Sales rose 3.5% on Oct. 7.', 'They fell later.'], ' '],
    ['titles', ['Mr. Smith met Dr. J. Doe.', 'They spoke.'], ' '],
    ['quotes', ['"We sell chips." "They buy," he said.'], ' '],
    ['a quote and its speaker', ['"Why now?" he asked.', 'Nobody knew.'], ' '],
    ['a lower-case name', ['It runs models.', 'iFlytek has none.', 'xAI does.'], ' '],
    ['a dateline', ['SANTA CLARA, 9 June 2026 — AMD today unveiled it.', 'It ships soon.'], ' '],
    ['a headline', ['Foo to Buy Bar', 'The deal is small.'], '\n'],
    ['a headline and a blank line', ['Foo to Buy Bar', 'The deal is small.'], '\n\n'],
    ['an ellipsis', ['It waited...', 'Then it left.'], ' '],
    ['ideographic stops', ['英伟达发布。', '华为回应。'], ''],
    ['"No." and "vs."', ['No. 5 beat No. 6, AMD vs. Intel.', 'It ended.'], ' '],
  ])('splits at %s', (_, parts, gap) => {
    const text = parts.join(gap);
    expect(split(text)).toEqual(_ === 'quotes' ? ['"We sell chips."', '"They buy," he said.'] : parts);
  });

  it('keeps the sentences of a text that is wrapped at a fixed width', () => {
    const text =
      'The committee said on Monday that the rules would be published before\nChristmas and that the Commerce Department would take comments until\nMarch. Nobody objected to that.';
    expect(split(text)).toHaveLength(2);
  });

  it.runIf(existsSync(gold))('counts as the gold does', () => {
    for (const name of readdirSync(join(gold, 'texts'))) {
      const text = readFileSync(join(gold, 'texts', name), 'utf8');
      const { relations } = JSON.parse(readFileSync(join(gold, 'gold', name.replace('.txt', '.json')), 'utf8'));
      const found = split(text);
      for (const { sentence, evidence } of relations)
        expect(found[sentence], `${name} ${sentence}`).toContain(evidence);
    }
  });
});
