import { hashWord } from './hash.js';

const hashes = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashWord));

/** Words that keep the period after them. The sentence may still end there: see `sentences`. */
export const ABBREVIATIONS = hashes(
  'co corp inc ltd llc bros mfg intl dept assn govt univ vs etc approx est mr mrs ms dr prof sr jr st gen col lt capt sgt sen rep gov hon rev pres adm cmdr ave blvd ft mt jan feb mar apr jun jul aug sept sep oct nov dec pte pty sdn bhd cie plc pvt tel ext ed eds',
);

/** Abbreviations that are words of their own: they keep the period only before a digit. */
export const BEFORE_DIGIT = hashes('no nos fig figs art sec vol pp p mar sun sat');

/** Abbreviations after which a name or a number follows, so that no sentence ends there. */
export const NEVER_LAST = hashes(
  'mr mrs ms dr prof st gen col lt capt sgt sen rep gov hon rev pres adm cmdr vs no nos fig approx ft mt',
);

/** Parts after a period that make one word of both sides: "Amazon.com", "Node.js". */
export const SUFFIXES: ReadonlySet<string> = new Set([
  'com',
  'net',
  'org',
  'ai',
  'io',
  'cn',
  'js',
  'tv',
  'gov',
  'edu',
  'co',
  'jp',
  'kr',
  'eu',
  'uk',
  'de',
  'me',
  'tech',
  'cloud',
]);

/** Words that begin a sentence rather than continue a name, so that an abbreviation before them ends its sentence. */
export const STARTERS = hashes(
  'the a an it its he she they we you i this that these those there in on at for from with by as but and or so yet if when while after before since because although though however meanwhile both neither either some many most all several other others one two three according last next under over what who where why how his her their our my your nor not no to also still now then despite during until once',
);
