import { FLAG } from '../text/tokens.js';
import { CASING, type View } from './view.js';
import { words } from './words.js';

/** A sequence of capitalised words: a name, or several, that no entry needs to know. */
export interface Chunk {
  /** Tokens [first, last). */
  readonly first: number;
  readonly last: number;
  /** Begins its sentence, so that the capital of its first word tells nothing. */
  readonly opens: boolean;
}

/** The longest capitalised sequences of a document, in order. Sentences in capitals have none. */
export function findChunks(view: View): Chunk[] {
  const chunks: Chunk[] = [];
  const { flags } = view;
  for (const [index, sentence] of view.sentences.entries()) {
    if (view.casing[index] === CASING.capitals) continue;
    let at = sentence.first;
    while (at < sentence.last) {
      if ((flags[at]! & MAY_BEGIN) === 0 || !begins(view, at)) {
        at++;
        continue;
      }
      let last = at + 1;
      for (let next = extend(view, last, sentence.last); next > last; next = extend(view, last, sentence.last))
        last = next;
      addChunk(view, at, last, chunks);
      at = last;
    }
  }
  return chunks;
}

/** A token without any of these flags begins no name. */
const MAY_BEGIN = FLAG.capital | FLAG.inner | FLAG.allCaps;

function begins(view: View, at: number): boolean {
  if (!view.capital(at) && !(view.has(at, FLAG.allCaps) && view.has(at, FLAG.digit))) return false;
  return !view.is(at, 'calendar') || month(view, at);
}

const BEFORE_MONTHS = words('in from since until before after during late early last next this mid');
const BY = words('by');

/** A month that is a given name: "May Lin". */
function month(view: View, at: number): boolean {
  const next = at + 1;
  // "in June Acme" names a time.
  if (at > 0 && view.wordIs(at - 1, BEFORE_MONTHS)) return false;
  if (at > 0 && view.wordIs(at - 1, BY) && view.has(at - 1, FLAG.first)) return false;
  return (
    view.is(at, 'given') &&
    view.together(at, next) &&
    view.has(next, FLAG.capital) &&
    !view.is(next, 'calendar') &&
    !view.is(next, 'function')
  );
}

/** The end of the sequence when the token at `at` continues it, else `at`. */
function extend(view: View, at: number, end: number): number {
  if (at >= end) return at;
  const { flags } = view;
  const flag = flags[at]!;
  if (flag & FLAG.newline) return at;
  if (flag & FLAG.punctuation) {
    const code = view.char(at);
    const joins = code === 0x26 || (code === 0x2d && !(flag & FLAG.spaced));
    // A model number: "KX-7".
    if (
      code === 0x2d &&
      joins &&
      at + 1 < end &&
      view.has(at + 1, FLAG.digit) &&
      !view.has(at + 1, FLAG.spaced | FLAG.lower)
    )
      return at + 2;
    if (!joins || at + 1 >= end || !view.capital(at + 1)) return at;
    if (code === 0x2d && flags[at + 1]! & FLAG.spaced) return at;
    return at + 2;
  }
  if (flag & FLAG.possessive || !(flag & FLAG.spaced)) return at;
  // "Helix 5 processor": a number between a name and what it names.
  if (flag & FLAG.digit && !(flag & (FLAG.lower | FLAG.capital)) && named(view, at + 1)) return at + 1;
  if (modelNumber(view, at)) return at + 1;
  if (view.capital(at)) {
    if (view.is(at, 'calendar') || (view.is(at, 'function') && !view.has(at, FLAG.inner) && !within(view, at, end)))
      return at;
    return at + 1;
  }
  // "de" in "Banque de France": only between capitals. A number only after a capital: "Studio 54".
  if (view.is(at, 'particles') && at + 1 < end && view.capital(at + 1) && !view.is(at + 1, 'calendar')) return at + 2;
  return at;
}

/** "810E": digits with a letter or two, and no quantity such as "512GB". */
function modelNumber(view: View, at: number): boolean {
  if (!view.has(at, FLAG.digit)) return false;
  return (
    /^\d{3,4}[A-Z]{1,3}$/.test(view.slice(at, at + 1)) && !/([KMGT]B|[KMG]W|[GM]HZ|NM)$/.test(view.slice(at, at + 1))
  );
}

const WITHIN = words('long new old first one two three four five an near');

/** A word of a closed class that stands within a name with its capital: "Thanh Long Chips". */
function within(view: View, at: number, end: number): boolean {
  if (!view.wordIs(at, WITHIN) || view.casingAt(at) !== CASING.normal || at + 1 >= end) return false;
  return view.has(at + 1, FLAG.capital) && view.has(at + 1, FLAG.spaced) && !view.is(at + 1, 'function');
}

/** Whether a noun stands at `at` that follows names of some type: "processor". */
function named(view: View, at: number): boolean {
  return view.dictionary.discovery.types.some(({ after }) => after.startsAt(view.tokens, at) > 0);
}

function addChunk(view: View, first: number, last: number, chunks: Chunk[]): void {
  const opens = view.has(first, FLAG.first) || afterOpening(view, first);
  let at = first;
  // Words of a closed class do not begin a name: "The", "In", "According".
  while (at < last && view.is(at, 'function') && !view.has(at, FLAG.inner) && !month(view, at)) at++;
  if (at < last) chunks.push({ first: at, last, opens: opens && at === first });
}

/** Whether only an opening quote or a bullet stands between the sentence's start and the token, or a colon before it. */
function afterOpening(view: View, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && view.together(before, at) && view.has(before, FLAG.punctuation)) {
    if (view.has(before, FLAG.first)) return true;
    const code = view.char(before);
    if (code === 0x22 || code === 0x201c || code === 0x3a) return true;
    before--;
  }
  return false;
}
