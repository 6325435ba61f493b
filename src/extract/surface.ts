import type { Case } from '../schema/dictionary.js';

const MARKS = /\p{M}|\u00ad|\u200c|\u200d|\u2060/gu;

/** Nothing that an essence leaves out. */
const PLAIN = /^[A-Za-z0-9]+( [A-Za-z0-9]+)*$/;

/** A name without what never tells names apart: diacritics, periods, kinds of apostrophe, blanks and hyphens between words. */
function essence(name: string): string {
  if (PLAIN.test(name)) return name;
  return name
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(/[’‘]/g, "'")
    .replace(/ø/g, 'o')
    .replace(/Ø/g, 'O')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/ı/g, 'i')
    .replace(/\./g, '')
    .replace(/[\s\u00a0-]+/g, ' ')
    .trim();
}

const isUpper = (word: string): boolean => word !== word.toLowerCase() && word === word.toUpperCase();

/**
 * Whether a surface, known to be the alias but for case, may stand for it under its case policy. `smart` lets "NVIDIA" stand
 * for "Nvidia", "Bytedance" for "ByteDance", "IFlytek" for "iFlytek" and "Bureau Of Industry" for "Bureau of Industry".
 */
export function surfaceFits(surface: string, alias: string, policy: Case): boolean {
  if (surface === alias) return true;
  const [found, known] = [essence(surface), essence(alias)];
  if (found === known) return true;
  if (found.toLowerCase() !== known.toLowerCase()) return false;
  if (policy === 'any') return true;
  if (policy === 'exact') return false;
  if (isUpper(found)) return known.replace(/[^\p{L}]/gu, '').length > 1;
  const [foundWords, knownWords] = [found.split(' '), known.split(' ')];
  return foundWords.every((word, at) => wordFits(word, knownWords[at]!, knownWords.length > 1));
}

function wordFits(word: string, known: string, several: boolean): boolean {
  if (word === known || (several && isUpper(word) && known.length > 1)) return true;
  const first = known.charAt(0);
  const inner = known.slice(1) !== known.slice(1).toLowerCase();
  const capital = first.toUpperCase() + known.slice(1);
  // A lower-case beginning may be capital where the name has several words or an inner capital.
  if (word === capital && first !== first.toUpperCase()) return several || inner;
  // An inner capital may be missing: "Bytedance".
  return (
    inner &&
    known.slice(1) !== known.slice(1).toUpperCase() &&
    word === first.toUpperCase() + known.slice(1).toLowerCase()
  );
}
