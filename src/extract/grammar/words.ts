/**
 * The closed word classes of English and what the open classes look like. Language, not domain: a word of the field belongs in the
 * dictionaries. Open-class words come from the news lexicon that `natural` ships (Penn Treebank tags, most frequent first).
 */
import { CLASS } from '../../text/classes.js';
import { pennTags } from '../../text/penn.js';

const PENN: Readonly<Record<string, number>> = {
  NN: CLASS.noun,
  NNS: CLASS.plural,
  NNP: CLASS.noun,
  NNPS: CLASS.plural,
  VB: CLASS.base,
  VBP: CLASS.base,
  VBZ: CLASS.third,
  VBD: CLASS.past,
  VBN: CLASS.participle,
  VBG: CLASS.gerund,
  JJ: CLASS.adjective,
  JJR: CLASS.adjective,
  JJS: CLASS.adjective,
  RB: CLASS.adverb,
  RBR: CLASS.adverb,
  RP: CLASS.particle,
  IN: CLASS.preposition,
};

/** Forms that the lexicon has with tagging errors, or not in the readings that news uses. */
const corrections = new Map<string, number>(
  Object.entries({
    including: CLASS.preposition,
    following: CLASS.preposition | CLASS.adjective | CLASS.gerund,
    worth: CLASS.adjective,
    according: CLASS.preposition,
    back: CLASS.adverb | CLASS.noun | CLASS.base | CLASS.adjective,
    halted: CLASS.past | CLASS.participle,
    build: CLASS.base | CLASS.noun,
    rent: CLASS.base | CLASS.noun,
    chip: CLASS.noun,
    data: CLASS.noun,
    cut: CLASS.base | CLASS.noun | CLASS.past | CLASS.participle,
    put: CLASS.base | CLASS.past | CLASS.participle,
    let: CLASS.base | CLASS.past | CLASS.participle,
    say: CLASS.base,
    ground: CLASS.noun,
    public: CLASS.adjective | CLASS.noun,
    understanding: CLASS.noun | CLASS.adjective,
    led: CLASS.past | CLASS.participle,
    well: CLASS.adverb,
    else: CLASS.adverb,
    least: CLASS.adverb,
    part: CLASS.noun,
    content: CLASS.adjective | CLASS.noun,
    seen: CLASS.participle,
    home: CLASS.noun,
    last: CLASS.adjective | CLASS.base,
    first: CLASS.adjective,
    next: CLASS.adjective,
    demand: CLASS.noun | CLASS.base,
    hard: CLASS.adjective,
    early: CLASS.adjective,
    late: CLASS.adjective,
    little: CLASS.adjective,
    familiar: CLASS.adjective,
    set: CLASS.base | CLASS.noun | CLASS.past | CLASS.participle,
    said: CLASS.past | CLASS.participle,
    plans: CLASS.plural | CLASS.third,
    plan: CLASS.noun | CLASS.base,
    fund: CLASS.noun | CLASS.base,
    people: CLASS.plural,
    staff: CLASS.noun,
    police: CLASS.plural,
    own: CLASS.adjective | CLASS.base,
    open: CLASS.adjective | CLASS.base,
    close: CLASS.adjective | CLASS.base | CLASS.noun,
    latest: CLASS.adjective,
    former: CLASS.adjective,
    later: CLASS.adverb,
    today: CLASS.noun,
    yesterday: CLASS.noun,
    tomorrow: CLASS.noun,
    include: CLASS.base,
    enter: CLASS.base,
    pay: CLASS.base | CLASS.noun,
    hope: CLASS.base | CLASS.noun,
    sublet: CLASS.base | CLASS.past | CLASS.participle,
  }),
);

/** Word classes that the lexicon, as corrected, has for a form. */
function known(word: string): number | undefined {
  const corrected = corrections.get(word);
  if (corrected !== undefined) return corrected;
  if (word !== word.toLowerCase()) return undefined;
  let bits = 0;
  for (const tag of pennTags(word) ?? []) bits |= PENN[tag] ?? 0;
  if (word.endsWith('ed') && bits & (CLASS.past | CLASS.participle)) bits |= CLASS.past | CLASS.participle;
  return bits || undefined;
}

const SUFFIXES: readonly (readonly [string, number])[] = [
  ['ed', CLASS.past | CLASS.participle | CLASS.adjective],
  ['ly', CLASS.adverb],
  ['ous', CLASS.adjective],
  ['ful', CLASS.adjective],
  ['able', CLASS.adjective],
  ['ible', CLASS.adjective],
  ['ive', CLASS.adjective | CLASS.noun],
  ['al', CLASS.adjective | CLASS.noun],
  ['ic', CLASS.adjective],
  ['ss', CLASS.noun],
  ['us', CLASS.noun],
  ['is', CLASS.noun],
  ['s', CLASS.plural],
];

/** Word classes of a lower-case form: from the lexicon, else from its stem, else from its ending, else a noun. */
export function classesOf(word: string): number {
  const direct = known(word);
  if (direct !== undefined) return direct;
  if (word.endsWith('s') && !word.endsWith('ss')) {
    const stem = known(word.slice(0, -1)) ?? (word.endsWith('es') ? known(word.slice(0, -2)) : undefined) ?? 0;
    let bits = stem & CLASS.noun ? CLASS.plural : 0;
    if (stem & CLASS.base) bits |= CLASS.third;
    if (bits) return bits;
  }
  if (word.endsWith('ing') && word.length > 5) {
    const stem = word.slice(0, -3);
    const verb =
      (known(stem) ?? 0) |
      (known(`${stem}e`) ?? 0) |
      (stem.at(-1) === stem.at(-2) ? (known(stem.slice(0, -1)) ?? 0) : 0);
    return verb & CLASS.base ? CLASS.gerund | CLASS.noun : CLASS.noun | CLASS.adjective;
  }
  for (const [suffix, bits] of SUFFIXES) if (word.length > suffix.length + 2 && word.endsWith(suffix)) return bits;
  return CLASS.noun;
}

const table = (tag: string, words: string): [string, string][] => words.split(' ').map((word) => [word, tag]);

/** Closed-class words and their tags; see `TAG` in tag.ts. */
export const CLOSED: ReadonlyMap<string, string> = new Map([
  ...table(
    'MD',
    "will would can could may might must shall should cannot can't couldn't won't wouldn't shouldn't mustn't mightn't 'll 'd ’ll ’d",
  ),
  ...table('BE', "is are was were be been being am isn't aren't wasn't weren't 're ’re 'm ’m"),
  ...table('HAVE', "has have had having hasn't haven't hadn't 've ’ve"),
  ...table('DO', "do does did don't doesn't didn't"),
  ...table('NOT', "not n't n’t never"),
  ...table('TO', 'to'),
  ...table(
    'IN',
    'in on at from by with for of into onto over under through via during against between among without within across despite towards toward upon amid amidst beyond near off per versus vs vs. including like than about around outside inside alongside regarding concerning except besides behind above below throughout along as until till since before after',
  ),
  ...table('SUB', 'while whereas although though because if unless whenever once whether lest'),
  ...table('WH', 'which who whom what whoever whatever'),
  ...table('WP$', 'whose'),
  ...table('WRB', 'where when why how'),
  ...table('THAT', 'that'),
  ...table(
    'DT',
    'the a an this these those each every any some no all both either neither another half several many few most more much other certain numerous',
  ),
  ...table(
    'PRP',
    'it they them we us you i he she him itself themselves himself herself one ones himself others none nobody nothing something anything everything everyone anyone somebody someone',
  ),
  ...table('PRP$', 'its their our your my his her'),
  ...table('RP', 'up out off down forward'),
  ...table('CC', 'and or but nor &'),
  ...table(
    'R',
    'also only just already still now then again soon meanwhile however moreover instead even too ever often twice later earlier recently reportedly allegedly jointly together separately nonetheless nevertheless otherwise so far almost nearly roughly approximately very largely mainly mostly chiefly notably particularly especially directly originally previously currently formerly immediately subsequently effectively secretly quietly illegally abroad overseas domestically here there away apart thus hence elsewhere perhaps maybe merely rather quite',
  ),
  ...table(
    'CD',
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion hundreds thousands millions billions dozen dozens bn tn mn',
  ),
]);

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Nouns and adverbs of time: phrases headed by one are no arguments. */
export const TEMPORAL = set(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight day days week weeks fortnight fortnights month months year years quarter quarters half decade decades morning afternoon evening night spring summer summers autumn autumns fall winter winters weekend weekends hour hours minute minutes century centuries mornings evenings nights q1 q2 q3 q4 h1 h2 christmas easter ramadan diwali thanksgiving ago time moment period while',
);

/** Particles that make a phrasal verb with the verb before them. */
export const PARTICLES = set('up out off over down away back in on together forward through aside around along');

/** Subject pronouns and relatives after which a verb must follow. */
export const SUBJECT_PRONOUNS = set('it they we he she i who which that');

/** Words before a number that belong to the quantity. */
const quantifiers: readonly (readonly string[])[] = [
  ...'about around nearly almost roughly approximately some over under only just another additional further'
    .split(' ')
    .map((word) => [word]),
  ['at', 'least'],
  ['at', 'most'],
  ['up', 'to'],
  ['close', 'to'],
  ['more', 'than'],
  ['less', 'than'],
  ['fewer', 'than'],
  ['as', 'many', 'as'],
  ['as', 'much', 'as'],
];
/** The same, by their first word. */
export const QUANTIFIERS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  quantifiers.map(([first]) => [first!, quantifiers.filter((words) => words[0] === first)]),
);
