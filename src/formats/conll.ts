import type { Annotated } from './annotated.js';
import { wordsOf } from './words.js';

/** CoNLL-2003 columns, word and BIO tag, an empty line between sentences. For export: relations, names and overlaps are lost. */
export function toConll(
  { id, text, spans }: Annotated,
  sentences: readonly { start: number; end: number }[] = [],
): string {
  const lines = [`# ${id.replace(/\s/g, ' ')}`];
  const ends = new Set(sentences.map(({ end }) => end));
  let before: number | undefined;
  for (const { start, end } of wordsOf(text, spans)) {
    if (/^\s/.test(text.slice(start, end))) continue;
    if (before !== undefined && [...ends].some((edge) => edge >= before! && edge <= start)) lines.push('');
    const span = spans.find((one) => start >= one.start && end <= one.end);
    const tag = span ? `${start === span.start ? 'B' : 'I'}-${span.type.toUpperCase()}` : 'O';
    lines.push(`${text.slice(start, end)}\t${tag}`);
    before = end;
  }
  return `${lines.join('\n')}\n\n`;
}
