/** The words of a noun phrase, as the dictionaries and the explanations want them. */
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';

/** The words of a phrase up to its head, in lower case, hyphens left out. */
export function headWords(phrase: NounPhrase, parsed: Parsed): string[] {
  return parsed.tagged.words.slice(phrase.core, phrase.head + 1).filter((word) => word !== '-');
}

/** Where the last of them stands, or -1. */
export function lastWordAt(phrase: NounPhrase, parsed: Parsed): number {
  const { words } = parsed.tagged;
  for (let at = phrase.head; at >= phrase.core; at--) if (words[at] !== '-') return at;
  return -1;
}

/** Whether `words`, with `form` in place of the last, ends with `suffix`. */
export function endsWithForm(words: readonly string[], form: string, suffix: readonly string[]): boolean {
  const from = words.length - suffix.length;
  if (from < 0) return false;
  const last = suffix.length - 1;
  if (last >= 0 && suffix[last] !== form) return false;
  for (let at = 0; at < last; at++) if (words[from + at] !== suffix[at]) return false;
  return true;
}

/** Whether `words` ends with `suffix`. */
export function endsWith(words: readonly string[], suffix: readonly string[]): boolean {
  if (suffix.length > words.length) return false;
  const from = words.length - suffix.length;
  return suffix.every((word, index) => words[from + index] === word);
}

/** The phrase as it stands in the text. */
export function phraseText(phrase: NounPhrase, parsed: Parsed, from = phrase.first): string {
  const { tokens, first } = parsed.tagged;
  return tokens.text.slice(tokens.start[first + from], tokens.end[first + phrase.last - 1]);
}
