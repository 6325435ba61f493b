/** What a UTF-16 code unit is to the tokeniser. */
export const KIND = {
  other: 0,
  lower: 1,
  upper: 2,
  /** A letter of a script without case. */
  letter: 3,
  digit: 4,
  space: 5,
  newline: 6,
  /** A character of a script that is written without spaces: a token by itself. */
  ideograph: 7,
  /** Combining marks, joiners, soft hyphens: they belong to whatever stands before them. */
  mark: 8,
  high: 9,
  low: 10,
} as const;

/** Kind of every code unit. */
export const kindOf = new Uint8Array(65536);
/** Every code unit in lower case and without diacritics; 0 for marks, which leave no trace. */
export const foldOf = new Uint16Array(65536);

/** Both of every code unit in one number, `folded << 4 | kind`, for loops that ask for both. */
export const cellOf = new Uint32Array(65536);

const LETTER = /\p{L}/u;
const MARK = /\p{M}|\u00ad|\u200c|\u200d|\u2060/u;
/** Letters with a stroke or without a dot, upper and lower, which have no decomposition. */
const STROKES = 'ØøǾǿĐđŁłİıŁłŦŧ';
const DIACRITICS = /[\u0300-\u036f]/g;

function isIdeograph(code: number): boolean {
  return (
    (code >= 0x3041 && code <= 0x30fa) ||
    (code >= 0x30fc && code <= 0x30ff) ||
    (code >= 0x3105 && code <= 0x312f) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

function classify(code: number, character: string): number {
  if (code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029) return KIND.newline;
  if (code === 0x200b || /\s/.test(character)) return KIND.space;
  if (/\p{Nd}/u.test(character)) return KIND.digit;
  if (LETTER.test(character)) {
    if (/\p{Lu}|\p{Lt}/u.test(character)) return KIND.upper;
    return /\p{Ll}/u.test(character) ? KIND.lower : KIND.letter;
  }
  return MARK.test(character) ? KIND.mark : KIND.other;
}

function fold(character: string): number {
  if (character === '’' || character === '‘') return 0x27;
  const stroke = STROKES.indexOf(character);
  if (stroke >= 0) return 'oodlilt'.charCodeAt(stroke >> 1);
  const bare = character.normalize('NFKD').replace(DIACRITICS, '').toLowerCase();
  return bare.length === 1 ? bare.charCodeAt(0) : character.toLowerCase().charCodeAt(0);
}

for (let code = 0; code < 65536; code++) {
  if (code >= 0xd800 && code <= 0xdfff) {
    kindOf[code] = code < 0xdc00 ? KIND.high : KIND.low;
    foldOf[code] = code;
  } else if (isIdeograph(code)) {
    kindOf[code] = KIND.ideograph;
    foldOf[code] = code;
  } else if (code >= 0xe000 && code < 0xf900) {
    foldOf[code] = code;
  } else {
    const character = String.fromCharCode(code);
    const kind = classify(code, character);
    kindOf[code] = kind;
    const cased = kind === KIND.upper || kind === KIND.lower || kind === KIND.digit;
    foldOf[code] = kind === KIND.mark ? 0 : cased || kind === KIND.other ? fold(character) : code;
  }
  cellOf[code] = (foldOf[code]! << 4) | kindOf[code]!;
}
