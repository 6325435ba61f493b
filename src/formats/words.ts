import type { AnnotatedSpan } from './annotated.js';

/** A word of a text, in UTF-16 code units. */
export interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * Words for formats that count in them: runs of letters and digits, and each other character by itself. Every edge of a span is an edge of
 * a word, so that a span is a whole number of words.
 */
export function wordsOf(text: string, spans: readonly AnnotatedSpan[]): Word[] {
  const edges = new Set(spans.flatMap(({ start, end }) => [start, end]));
  const words: Word[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]|\s/gu)) {
    const blank = /^\s$/u.test(match[0]);
    const end = match.index + match[0].length;
    let start = match.index;
    for (let at = start + 1; at <= end; at++) {
      if (at < end && !edges.has(at)) continue;
      // White space is a word only where a span begins or ends with it.
      if (!blank || spans.some((span) => span.start === start || span.end === at)) words.push({ start, end: at });
      start = at;
    }
  }
  return words;
}
