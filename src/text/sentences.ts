import { NEVER_LAST, STARTERS } from './abbreviations.js';
import { KIND, kindOf } from './characters.js';
import { codeAt } from './code-at.js';
import { FLAG, type Sentence, type Tokens } from './tokens.js';

const TERMINATORS = new Set([...'.!?…。！？'].map((character) => character.charCodeAt(0)));
const IDEOGRAPHIC = new Set([...'。！？'].map((character) => character.charCodeAt(0)));
const CLOSERS = new Set([...'"\'”’»)]」』'].map((character) => character.charCodeAt(0)));
/** Lines of a hard-wrapped text are no longer than this. */
const WRAP = 120;

/**
 * Splits tokens into sentences: at terminal punctuation, at blank lines, and at line breaks that end a line of its own (a
 * headline, a list item) rather than wrap it. Abbreviations end a sentence only before a word that begins one. Sets
 * `FLAG.first` on the first token of each. Every token lies in exactly one sentence.
 */
export function sentences(tokens: Tokens): Sentence[] {
  const { count, flags } = tokens;
  const found: Sentence[] = [];
  const wrapped = isWrapped(tokens.text);
  let first = 0;
  for (let token = 0; token < count; token++) {
    let last = (flags[token]! & MAY_END) === 0 ? 0 : endsHere(tokens, token);
    if (last === 0 && token + 1 < count && (flags[token + 1]! & FLAG.newline) !== 0) {
      if (breaksHere(tokens, token, wrapped)) last = token + 1;
    }
    if (last === 0) continue;
    found.push(sentence(tokens, first, last));
    first = last;
    token = last - 1;
  }
  if (first < count) found.push(sentence(tokens, first, count));
  return found;
}

/** Only tokens with one of these flags can be the last of a sentence, unless a line break follows. */
const MAY_END = FLAG.abbreviation | FLAG.punctuation;

function sentence(tokens: Tokens, first: number, last: number): Sentence {
  tokens.flags[first]! |= FLAG.first;
  return { start: tokens.start[first]!, end: tokens.end[last - 1]!, first, last };
}

/** The token after the sentence that ends with `token`, or 0 when none ends here. */
function endsHere(tokens: Tokens, token: number): number {
  const { text, start, end, flags, hash, count } = tokens;
  const flag = flags[token]!;
  if ((flag & FLAG.abbreviation) !== 0) {
    const next = token + 1;
    if (next >= count || (flags[next]! & FLAG.spaced) === 0 || NEVER_LAST.has(hash[token]!)) return 0;
    return (flags[next]! & FLAG.capital) !== 0 && STARTERS.has(hash[next]!) ? next : 0;
  }
  if ((flag & FLAG.punctuation) === 0) return 0;
  const code = codeAt(text, start[token]!);
  if (!TERMINATORS.has(code)) return 0;
  let next = token + 1;
  while (next < count && (flags[next]! & FLAG.spaced) === 0 && closes(tokens, next, code)) next++;
  if (next >= count) return count;
  if (IDEOGRAPHIC.has(code)) return next;
  if ((flags[next]! & FLAG.newline) !== 0) return next;
  const capital = (flags[next]! & (FLAG.capital | FLAG.inner)) !== 0;
  if ((flags[next]! & FLAG.spaced) === 0) {
    const before = token > 0 ? kindOf[codeAt(text, end[token - 1]! - 1)] : KIND.other;
    return capital && next === token + 1 && before === KIND.lower && end[token]! - start[token]! === 1 ? next : 0;
  }
  if (capital || (flags[next]! & FLAG.lower) === 0) return next;
  // A lower-case word after a period: a name such as "imec" after a full word, else an abbreviation that no list holds.
  const word = token > 0 && next === token + 1 && code === 0x2e ? end[token - 1]! - start[token - 1]! : 0;
  return word > 3 && (flags[token - 1]! & (FLAG.capital | FLAG.lower)) === FLAG.lower ? next : 0;
}

function closes(tokens: Tokens, token: number, terminator: number): boolean {
  const code = codeAt(tokens.text, tokens.start[token]!);
  return CLOSERS.has(code) || (TERMINATORS.has(code) && code !== terminator);
}

/** Whether the line break after `token` ends a sentence that has no terminal punctuation. */
function breaksHere(tokens: Tokens, token: number, wrapped: boolean): boolean {
  const { text, start, end, flags } = tokens;
  let breaks = 0;
  for (let at = end[token]!; at < start[token + 1]!; at++) {
    const code = codeAt(text, at);
    if (kindOf[code] === KIND.newline && !(code === 10 && codeAt(text, at - 1) === 13)) breaks++;
  }
  if (breaks > 1) return true;
  const next = flags[token + 1]!;
  const starts = (next & FLAG.lower) === 0 || (next & (FLAG.capital | FLAG.inner)) !== 0;
  const comma = codeAt(text, start[token]!) === 0x2c;
  return starts && !wrapped && !comma;
}

/** Whether a text of several lines was wrapped at a fixed width. */
function isWrapped(text: string): boolean {
  let lines = 0;
  let long = 0;
  let longest = 0;
  for (let at = 0; at < text.length; ) {
    let next = text.indexOf('\n', at);
    if (next < 0) next = text.length;
    const length = next - at;
    if (length > 0) lines++;
    if (length >= 50) long++;
    if (length > longest) longest = length;
    if (longest > WRAP) return false;
    at = next + 1;
  }
  return lines > 2 && long * 2 > lines;
}
