/**
 * The tag of a word that may be a verb in the present or a noun ("supplies", "plans").
 * In: the classes of the word and the tags around it. Out: its tag.
 */
import { CLASS } from '../../text/classes.js';
import {
  afterComma,
  anyFinite,
  causative,
  coordinated,
  finiteInSegment,
  gapAhead,
  infinitiveAt,
  isObjectList,
  verbBefore,
} from './segments.js';
import { AFTER_NOUN, NOUN_AFTER_TO, STANDALONE, STATEMENTS } from './tag-words.js';
import { NOMINAL, NOUNISH, OPENS_PHRASE, type Tag, type Tagged, VERBS } from './tagged.js';
import { SUBJECT_PRONOUNS } from './words.js';

/** Tags of what may begin the object of a verb without one of a noun before it. */
const OBJECTS = new Set(['PRP$', 'DT', 'P', 'CD']);
const MEASURED = new Set(['DT', 'CD', 'PRP$', '$']);
/** Tags before "of which". */
const PARTS = new Set(['PRP', 'CD', 'DT']);
const CLOSES = new Set([',', '.', '$end', 'CC', '"']);
/** Tags of what may speak. */
const SPEAKERS = new Set(['P', 'N', 'NS', ')']);
const SAYS = new Set(['say', 'says']);
const SPEECH = new Set(
  'claim claims hope hopes fear fears estimate estimates report reports reckon reckons'.split(' '),
);
const NOMINATIVE = new Set(['it', 'they', 'he', 'she', 'we']);

function pluralBefore(tags: readonly Tag[], at: number): boolean {
  const first = tags.indexOf('NS');
  return first >= 0 && first < at;
}

export function chooseVerbOrNoun(
  tagged: Tagged,
  bits: Int32Array,
  known: number,
  at: number,
  before: number,
  prev: Tag,
  next: Tag,
  nounTag: Tag,
): Tag {
  const { tags, words } = tagged;
  const verbTag = known & CLASS.third ? 'VZ' : 'V';
  const otherTag = known & NOMINAL ? nounTag : 'J';
  const direct = at > 0 ? tags[at - 1]! : '^';
  if (direct === 'DT' && STANDALONE.has(words[at - 1]!) && tagged.known.has(words[at]!) && OBJECTS.has(next))
    return verbTag;
  if (verbTag === 'V' && (prev === 'TO' || prev === 'MD' || prev === 'DO')) {
    if (prev === 'TO' && NOUN_AFTER_TO.has(words[before - 1] ?? '')) return otherTag;
    return 'V';
  }
  if (direct === 'DT' || direct === 'PRP$' || direct === 'POS' || direct === 'J' || direct === '-' || direct === '$')
    return otherTag;
  // "does not sell to X, let alone work with it".
  if (
    verbTag === 'V' &&
    words[at - 1] === 'alone' &&
    tagged.known.has(words[at]!) &&
    verbBefore(tags, before, 'V', 'MD', 'DO')
  )
    return 'V';
  // "rather than lease halls".
  if (verbTag === 'V' && words[at - 1] === 'than' && words[at - 2] === 'rather' && tagged.known.has(words[at]!))
    return 'V';
  if (direct === 'IN' || direct === 'TO' || AFTER_NOUN.has(words[at + 1] ?? '')) return otherTag;
  // "the two supply X".
  const pair = prev === 'CD' && tags[before - 1] === 'DT' && verbTag === 'V' && OBJECTS.has(next) && next !== 'CD';
  if (pair && tagged.known.has(words[at]!) && !anyFinite(tagged, bits, at)) return 'V';
  if (direct === 'CD') return otherTag;
  if (prev === 'BE' || prev === 'HAVE') return otherTag;
  if (prev === 'CC') {
    const pair = before - 1;
    const left = pair >= 0 ? tags[pair]! : '^';
    if (verbTag === 'V' && left === 'V') return 'V';
    if (verbTag === 'VZ' && left === 'VZ') return 'VZ';
    if (
      (OPENS_PHRASE.has(next) && next !== 'N' && next !== 'NS') ||
      (next === 'TO' && infinitiveAt(tagged, bits, at + 2))
    ) {
      if (verbTag === 'VZ' && verbBefore(tags, before, 'VZ', 'HAVE', 'BE', 'MD', 'ED', 'VD', 'DO')) return 'VZ';
      if (verbTag === 'V' && verbBefore(tags, before, 'V', 'MD', 'TO', 'VP')) return 'V';
    }
    if (
      verbTag === 'VZ' &&
      left !== 'NS' &&
      tagged.known.has(words[at]!) &&
      (next === 'N' || next === 'NS' || next === 'J' || next === 'IN') &&
      verbBefore(tags, before, 'VZ', 'HAVE', 'BE', 'MD', 'DO', 'ED', 'VD')
    ) {
      return 'VZ';
    }
    // "will rent capacity from X and train on Y".
    if (
      verbTag === 'V' &&
      (left === 'P' || left === 'PRP') &&
      next === 'IN' &&
      tagged.known.has(words[at]!) &&
      verbBefore(tags, before, 'MD')
    )
      return 'V';
    return otherTag;
  }
  const partitive =
    tags[before - 1] === 'IN' && words[before - 1] === 'of' && before > 1 && PARTS.has(tags[before - 2]!);
  if (prev === 'WH' && !partitive && (tags[before - 1] === 'IN' || tags[before - 1] === 'TO')) return otherTag;
  if (prev === 'THAT' && verbTag === 'V' && tags[before - 1] === 'NS') {
    // "the firms that buy from X".
    if (
      OPENS_PHRASE.has(next) ||
      (next === 'IN' && tagged.known.has(words[at]!) && !STATEMENTS.has(words[before - 1]!))
    )
      return 'V';
  }
  // "a start-up that makes memory": after a noun that states nothing, "that" is its subject.
  if (prev === 'THAT' && verbTag === 'VZ' && tags[before - 1] === 'N' && !STATEMENTS.has(words[before - 1]!))
    return 'VZ';
  if (verbTag === 'V' && prev === 'P' && MEASURED.has(next === 'NS' ? 'DT' : next) && waitsForVerb(tags, before))
    return 'V';
  if (prev === 'PRP' || prev === 'WH' || prev === 'THAT') {
    return SUBJECT_PRONOUNS.has(words[before]!) && !(prev === 'THAT' && known & CLASS.noun && next !== 'DT')
      ? verbTag
      : otherTag;
  }
  // "the chips X makes are sold": a name right after a definite plural does something with it.
  if (verbTag === 'VZ' && direct === 'P' && tagged.known.has(words[at]!) && actsOnPlural(tagged, at)) return 'VZ';
  // "the landlord that X rents its halls from".
  if (verbTag === 'VZ' && direct === 'P' && (next === 'PRP$' || next === 'DT') && tagged.known.has(words[at]!)) {
    const opener = beforeName(tags, at);
    if (opener === 'THAT' || opener === 'WH') return 'VZ';
  }
  if (VERBS.has(direct)) return otherTag;
  if (speaks(tagged, at, verbTag, direct, next)) return verbTag;
  // "smuggled A and B boards to": two names that a verb governs name a plural.
  if (verbTag === 'VZ' && direct === 'P' && !tagged.known.has(words[at]!) && isObjectList(tags, at)) return otherTag;
  // "smuggling X stacks to": the object of a verb has none of its own.
  if (direct === 'P' && beforeName(tags, at) === 'VG') return otherTag;
  const subject = NOUNISH.has(prev) || prev === ')' || prev === ',' || prev === '—' || prev === '"' || prev === 'R';
  if (!subject) return otherTag;
  if (verbTag === 'VZ' && next === 'CC' && prev !== 'NS') {
    const after = at + 2 < tagged.count ? bits[at + 2]! : 0;
    if (after && after & CLASS.third && !(after & NOMINAL)) return 'VZ';
  }
  const number =
    prev === 'NS' || (prev === 'P' && coordinated(tags, before)) || (prev === 'PRP' && words[before] !== 'it')
      ? 'plural'
      : 'singular';
  if (verbTag === 'V' && causative(tagged, before)) return 'V';
  // "has X make them".
  const object = next === 'PRP' || next === 'PRP$' || next === 'DT';
  if (verbTag === 'V' && direct === 'P' && object && tagged.known.has(words[at]!) && beforeName(tags, at) === 'HAVE')
    return 'V';
  if (tagged.known.has(words[at]!) && CLOSES.has(next) && gapAhead(tags, before)) return verbTag;
  if (
    (next === '.' || next === '$end' || next === '"') &&
    tagged.known.has(words[at]!) &&
    afterComma(tags, before) &&
    anyFinite(tagged, bits, at)
  )
    return verbTag;
  // "X, analysts estimate, may": between commas a plural and what agrees with it speak.
  if (verbTag === 'V' && direct === 'NS' && tags[at - 2] === ',' && next === ',' && tags[at - 3] === 'P') return 'V';
  const agrees = verbTag === 'VZ' ? prev !== 'NS' : number === 'plural' || tagged.headline;
  if (!agrees && verbTag === 'V' && MEASURED.has(next) && !finiteInSegment(tagged, bits, at)) return 'V';
  if (
    !agrees &&
    verbTag === 'V' &&
    (next === 'IN' || next === 'RP') &&
    pluralBefore(tags, at) &&
    !anyFinite(tagged, bits, at)
  )
    return 'V';
  if (prev === ',' && verbTag === 'V' && next === 'IN' && pluralBefore(tags, at) && !anyFinite(tagged, bits, at))
    return 'V';
  if (!agrees && prev !== ',' && prev !== ')' && prev !== '—' && prev !== '"') return otherTag;
  const weak = prev === 'N' || (prev === ',' && verbTag === 'V');
  const opens =
    (OPENS_PHRASE.has(next) && next !== 'N' && next !== 'NS') ||
    (next === 'IN' && !weak) ||
    (next === 'TO' && (!weak || infinitiveAt(tagged, bits, at + 2))) ||
    next === 'R' ||
    next === 'RP' ||
    next === 'THAT';
  const nounNext = (next === 'N' || next === 'NS' || next === 'J') && !((bits[at + 1] ?? 0) & CLASS.past);
  const finite = finiteInSegment(tagged, bits, at);
  if (finite) return otherTag;
  if (opens || nounNext) return verbTag;
  // "said that its cluster runs on": a clause that a word opens wants a verb.
  if (next === 'IN' && verbTag === 'VZ' && tagged.known.has(words[at]!)) {
    if (opensClause(tags, before)) return 'VZ';
    // "X's cloud runs on": a sentence wants a verb.
    if (prev === 'N' && !tagged.headline && tags.slice(0, at).includes('POS') && !anyFinite(tagged, bits, at))
      return 'VZ';
  }
  if (next === 'R') return verbTag;
  return prev === ','
    ? otherTag
    : (next === '.' || next === '$end' || next === ',') && at > 1 && !anyFinite(tagged, bits, at)
      ? verbTag
      : otherTag;
}

/** "X says Y has", "the firm claims it has", "the firms hope they can": speech of which the subject follows without "that". */
function speaks({ words }: Tagged, at: number, verbTag: Tag, direct: Tag, next: Tag): boolean {
  const word = words[at]!;
  const agrees = verbTag === 'VZ' ? direct !== 'NS' : direct === 'NS';
  if (!agrees || !SPEAKERS.has(direct)) return false;
  if (SAYS.has(word)) return next !== 'IN' && next !== 'CC';
  return SPEECH.has(word) && next === 'PRP' && NOMINATIVE.has(words[at + 1]!);
}

/** Whether "the", a plural and one name stand right before. */
function actsOnPlural({ tags, mention }: Tagged, at: number): boolean {
  const name = mention[at - 1]!;
  if (name < 0) return false;
  let index = at - 1;
  while (index >= 0 && mention[index] === name) index--;
  if (tags[index] !== 'NS') return false;
  while (tags[index] === 'NS' || tags[index] === 'N' || tags[index] === 'J') index--;
  return tags[index] === 'DT' || tags[index] === 'PRP$';
}

/** The tag before the name that ends right before `at`. */
export function beforeName(tags: readonly Tag[], at: number): Tag {
  let index = at - 1;
  while (index >= 0 && tags[index] === 'P') index--;
  return index >= 0 ? tags[index]! : '^';
}

/** Whether the noun phrase that ends at `at` stands right after a word that opens a clause. */
function opensClause(tags: readonly Tag[], at: number): boolean {
  let index = at;
  while (index >= 0 && /^(N|J|P|POS|PRP\$|DT|CD)$/.test(tags[index]!)) index--;
  return tags[index] === 'THAT' || tags[index] === 'SUB' || tags[index] === 'WRB' || tags[index] === 'WP$';
}

/** "in which X and, since March, Y hold shares": a relative clause with a preposition and names joined, and no verb so far. */
function waitsForVerb(tags: readonly Tag[], at: number): boolean {
  const from = tags.lastIndexOf('WH', at);
  if (from < 1 || (tags[from - 1] !== 'IN' && tags[from - 1] !== 'TO') || tags[from + 1] !== 'P') return false;
  const between = tags.slice(from + 1, at);
  return between.includes('CC') && !between.some((tag) => VERBS.has(tag) || tag === 'MD' || tag === '');
}
