import { franc } from 'franc-min';
import { codeAt } from './code-at.js';

/** ISO 639-3 codes that franc-min gives, as BCP 47 tags. */
const TAGS: Readonly<Record<string, string>> = {
  arb: 'ar',
  azj: 'az',
  bel: 'be',
  ben: 'bn',
  bho: 'bho',
  bul: 'bg',
  ceb: 'ceb',
  ces: 'cs',
  cmn: 'zh',
  deu: 'de',
  ell: 'el',
  eng: 'en',
  fra: 'fr',
  fuv: 'ff',
  guj: 'gu',
  hau: 'ha',
  hin: 'hi',
  hms: 'hmn',
  hnj: 'hmn',
  hrv: 'hr',
  hun: 'hu',
  ibo: 'ig',
  ilo: 'ilo',
  ind: 'id',
  ita: 'it',
  jav: 'jv',
  jpn: 'ja',
  kan: 'kn',
  kaz: 'kk',
  kin: 'rw',
  koi: 'koi',
  kor: 'ko',
  lin: 'ln',
  mad: 'mad',
  mai: 'mai',
  mal: 'ml',
  mar: 'mr',
  mya: 'my',
  nld: 'nl',
  npi: 'ne',
  nya: 'ny',
  ory: 'or',
  pan: 'pa',
  pbu: 'ps',
  pes: 'fa',
  plt: 'mg',
  pol: 'pl',
  por: 'pt',
  qug: 'qu',
  quy: 'qu',
  ron: 'ro',
  run: 'rn',
  rus: 'ru',
  sin: 'si',
  skr: 'skr',
  som: 'so',
  spa: 'es',
  srp: 'sr',
  sun: 'su',
  swe: 'sv',
  swh: 'sw',
  tam: 'ta',
  tel: 'te',
  tgl: 'tl',
  tha: 'th',
  tur: 'tr',
  ukr: 'uk',
  urd: 'ur',
  uzn: 'uz',
  vie: 'vi',
  yor: 'yo',
  zlm: 'ms',
  zul: 'zu',
};
/** Characters that are looked at: more tell nothing new. Plain English is told by fewer. */
const SAMPLE = 2000;
const FEW = 500;
/** Shorter texts are not told with any certainty. */
const SHORTEST = 60;

/** The key of a word of at most six small letters: five bits a letter. */
function keyOf(word: string): number {
  return [...word].reduce((key, letter) => (key << 5) | (letter.charCodeAt(0) & 31), 0);
}

/** Words that together are found in English alone. */
const ENGLISH: ReadonlySet<number> = new Set(
  'the of and to with that from was were has have its by said which for will would not are been'.split(' ').map(keyOf),
);
/** Letters of the longest of them. */
const LONGEST = 5;

/** Whether English function words make up enough of a text's first characters that no other language needs to be asked. */
function plainlyEnglish(text: string, end: number): boolean {
  let words = 0;
  let hits = 0;
  let letters = 0;
  let key = 0;
  for (let at = 0; at <= end; at++) {
    const code = at < end ? codeAt(text, at) | 32 : 32;
    if (code >= 97 && code <= 122) {
      if (letters < LONGEST) key = (key << 5) | (code & 31);
      letters++;
    } else if (letters > 0) {
      words++;
      if (letters > 1 && letters <= LONGEST && ENGLISH.has(key)) hits++;
      letters = 0;
      key = 0;
    }
  }
  return (words >= 12 && hits / words > 0.15) || (words >= 100 && hits / words > 0.1);
}

/** BCP 47 tag of the language of a text; `und` when it is too short or no language stands out. */
export function language(text: string): string {
  const sample = text.slice(0, SAMPLE);
  if (sample.trim().length < SHORTEST && !/[\u0400-\uffef]/.test(sample)) return 'und';
  if (plainlyEnglish(text, Math.min(FEW, sample.length)) || plainlyEnglish(text, sample.length)) return 'en';
  return TAGS[franc(sample, { minLength: 10 })] ?? 'und';
}
