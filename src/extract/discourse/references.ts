/**
 * What pronouns, nominals and "the former" refer to.
 * In: a phrase in its place and the types that are wanted. Out: referents, remembered for the next who asks.
 */
import type { Nominal } from '../../dictionary/grammar.js';
import type { NounPhrase } from '../grammar/phrases.js';
import { type Parsed, type Placed, placeOf } from '../parse.js';
import { findOne, findSeveral } from './antecedents.js';
import type { Memory } from './memory.js';
import { describedBy, fitsNominal, isCount, isDefinite, nominalsOf } from './nominals.js';
import { phraseText } from './phrase-words.js';
import { type Referent, withStep } from './referent.js';
import { PLURAL, SINGULAR } from './words.js';

/** What a pronoun or nominal refers to, of the given types; empty when it cannot be told. */
export function resolveReference(
  memory: Memory,
  phrase: NounPhrase,
  placed: Placed,
  parsed: Parsed,
  types: ReadonlySet<string>,
): readonly Referent[] {
  if (!phrase.pronoun && (phrase.headMention >= 0 || !(isDefinite(phrase, parsed) || isCount(phrase, parsed))))
    return NONE;
  const key = keyOf(types) + memory.barred;
  const cached = memory.resolved.get(phrase)?.get(key);
  if (cached) return cached;
  const found = searchAntecedent(memory, phrase, placed, parsed, types);
  const known = memory.resolved.get(phrase) ?? new Map<string, readonly Referent[]>();
  known.set(key, found);
  memory.resolved.set(phrase, known);
  return found;
}

function searchAntecedent(
  memory: Memory,
  phrase: NounPhrase,
  placed: Placed,
  parsed: Parsed,
  types: ReadonlySet<string>,
): readonly Referent[] {
  const word = parsed.tagged.words[phrase.head]!;
  if (isCount(phrase, parsed) && (word === 'former' || word === 'latter')) {
    const member = pairBefore(memory, phrase, parsed, types)[word === 'former' ? 0 : 1];
    return member ? [withStep(member, `"${phraseText(phrase, parsed)}" is ${member.name}`)] : [];
  }
  const pronoun = isCount(phrase, parsed) ? 'both' : phrase.pronoun;
  if (pronoun === 'whose') {
    const antecedent = placed.clause.antecedent;
    if (!antecedent) return [];
    if (antecedent.headMention >= 0) {
      const referent = memory.of(parsed.base + antecedent.headMention);
      return types.has(referent.type!) ? [withStep(referent, `"whose" is ${referent.name}`)] : [];
    }
    const host = antecedent.host;
    if (host && host.headMention >= 0)
      return [
        withStep(
          memory.of(parsed.base + host.headMention),
          `"whose" is ${memory.of(parsed.base + host.headMention).name}`,
        ),
      ];
    const owner = placeOf(parsed, antecedent);
    return owner ? resolveReference(memory, antecedent, owner, parsed, types) : [];
  }
  const beside = pronoun === 'its' ? joinedOwner(memory, phrase, parsed, types) : undefined;
  if (beside) return [withStep(beside, `"its" is ${beside.name}`)];
  const nominals = pronoun ? [] : nominalsOf(memory, phrase, parsed);
  const described = pronoun ? NOBODY : describedBy(memory, phrase, parsed);
  if (!pronoun && ((nominals.length === 0 && described.size === 0) || !isDefinite(phrase, parsed))) return [];
  if (!pronoun && described.size === 0 && !nominals.some((nominal) => types.has(nominal.type))) return [];
  if (pronoun === 'its' && isOfThing(memory, placed, parsed, types)) return [];
  if (pronoun === 'it' && placed.role === 'object' && meansThing(memory, phrase, parsed, types)) return [];
  // "has ordered 20,000", "bought none": things that the text has named, not whoever acts.
  const counted = pronoun === 'any' || (pronoun === 'none' && placed.role === 'object');
  if (counted && (phrase.phrases.some(({ preposition }) => preposition === 'of') || hasGoods(phrase, parsed)))
    return [];
  const fits = (referent: Referent): boolean =>
    types.has(referent.type ?? '') &&
    !(counted && memory.actors.has(referent.type ?? '')) &&
    (pronoun !== '' || described.has(referent.name) || fitsNominal(memory, referent, nominals, phrase, parsed));
  const plural = pronoun ? PLURAL.has(pronoun) : phrase.plural || /\b(both|neither|either)\b/.test(phrase.determiner);
  if (pronoun && !SINGULAR.has(pronoun) && !PLURAL.has(pronoun)) return [];
  if (plural) {
    const found = findSeveral(memory, phrase, placed, parsed, fits, pronoun);
    return found.map((referent) =>
      withStep(referent, `"${phraseText(phrase, parsed)}" is ${found.map(({ name }) => name).join(' and ')}`),
    );
  }
  // "the reseller": where nothing is known to be one, a firm of which nothing is known may be.
  const unknown = (referent: Referent): boolean =>
    types.has(referent.type ?? '') && !referent.entity && referent.kinds.length === 0 && phrase.mentions.length === 0;
  // Whom the text has called so comes before whoever may be one; any firm may be "the company".
  const nouns = pronoun ? NONE_SAID : parsed.tagged.facts[phrase.head]!.singulars;
  const role = nouns.some((noun) => memory.isRole(noun));
  const specific = described.size > 0 && (role || nominals.every((nominal) => nominal.kinds !== undefined));
  const called = (referent: Referent): boolean => described.has(referent.name) && fits(referent);
  const player = role ? memory.lastPlaying(nouns, parsed.index) : undefined;
  const found =
    (player !== undefined && specific
      ? findOne(memory, phrase, placed, parsed, (one) => one.name === player && called(one), pronoun)
      : undefined) ??
    (specific ? findOne(memory, phrase, placed, parsed, called, pronoun) : undefined) ??
    findOne(memory, phrase, placed, parsed, fits, pronoun, (referent) => closeness(referent, nominals, nouns)) ??
    ahead(memory, phrase, placed, parsed, fits) ??
    (pronoun ? undefined : findOne(memory, phrase, placed, parsed, unknown, pronoun));
  return found ? [withStep(found, `"${phraseText(phrase, parsed)}" is ${found.name}`)] : [];
}

/** "is developing a chip of its own, and X will buy it": a thing of another type was said nearer than whoever has it. */
function meansThing(memory: Memory, { first }: NounPhrase, parsed: Parsed, types: ReadonlySet<string>): boolean {
  return parsed.placed.some(({ phrase, role }) => {
    if (role !== 'object' || phrase.last > first || phrase.headMention >= 0 || !/^an?$/.test(phrase.determiner))
      return false;
    const nominals = parsed.tagged.facts[phrase.head]!.singulars.flatMap(
      (noun) => memory.grammar.nominals.get(noun) ?? [],
    );
    return nominals.length > 0 && nominals.every(({ type }) => !types.has(type) && !memory.actors.has(type));
  });
}

/** "The part is made by X, and its memory comes from Y": what the clause before is about has it, and acts in nothing. */
function isOfThing(memory: Memory, { role, clause }: Placed, parsed: Parsed, types: ReadonlySet<string>): boolean {
  const about = role === 'possessor' && clause.link === 'coordinate' ? clause.sibling?.subject : undefined;
  if (!about || clause.sibling!.verb?.passive !== true || about.pronoun || about.possessor) return false;
  if (about.headMention >= 0) return !types.has(memory.of(about.headMention + parsed.base).type ?? '');
  const nominals = nominalsOf(memory, about, parsed);
  return nominals.length > 0 && nominals.every(({ type }) => !types.has(type));
}

/** "X and its partner Y": what is joined to a name as its own is of that name. */
function joinedOwner(
  memory: Memory,
  phrase: NounPhrase,
  parsed: Parsed,
  types: ReadonlySet<string>,
): Referent | undefined {
  const { words } = parsed.tagged;
  if (words[phrase.first - 1] !== 'and') return undefined;
  const owned = parsed.placed.find((one) => one.phrase.possessor === phrase)?.phrase;
  const before = owned?.leader;
  if (!before || before.headMention < 0 || before.conjuncts[0] !== owned) return undefined;
  const referent = memory.of(before.headMention + parsed.base);
  return types.has(referent.type ?? '') && referent.name !== memory.barred ? referent : undefined;
}

/** "carried crates but denied diverting any": the sentence has goods of its own that are meant. */
function hasGoods({ first }: NounPhrase, { placed }: Parsed): boolean {
  return placed.some(
    ({ phrase, role }) =>
      phrase.first < first && role === 'object' && phrase.plural && phrase.mentions.length === 0 && !phrase.pronoun,
  );
}

/**
 * How well a noun says what an entity is: it stands in the entity's own name ("the bureau"), the dictionary has it so ("the start-up"),
 * or its kinds do, the likeliest first ("cloud company").
 */
function closeness({ kinds, name, entity }: Referent, nominals: readonly Nominal[], nouns: readonly string[]): number {
  let best = 0;
  const words = name.toLowerCase().split(' ');
  if (nouns.some((noun) => words.includes(noun))) return 2 * KIND;
  for (const { kinds: wanted, startup } of nominals) {
    if (startup && entity?.startup) return KIND;
    if (!wanted) continue;
    let points = KIND;
    for (const kind of wanted) {
      if (points <= best) break;
      if (kinds.includes(kind)) best = points;
      points -= KIND / 3;
    }
  }
  return best;
}

/** What the likeliest kind adds to the score of an antecedent. */
const KIND = 30;

/** "Before it was banned, the H20 sold well": in a clause that stands before its main clause a pronoun may mean the subject to come. */
function ahead(
  memory: Memory,
  phrase: NounPhrase,
  placed: Placed,
  parsed: Parsed,
  fits: (referent: Referent) => boolean,
): Referent | undefined {
  const { clause } = placed;
  const subject = phrase.pronoun && clause.fronted && clause.link === 'adverbial' ? clause.parent?.subject : undefined;
  if (!subject || subject.headMention < 0 || subject.first < phrase.last) return undefined;
  const referent = memory.of(subject.headMention + parsed.base);
  return fits(referent) ? referent : undefined;
}

/**
 * The two that "the former" and "the latter" are of: those of the nearest sentence that names no more than two of the types, or the last that
 * were named together.
 */
function pairBefore(
  memory: Memory,
  phrase: NounPhrase,
  parsed: Parsed,
  types: ReadonlySet<string>,
): readonly Referent[] {
  // "the former …, the latter …": both are of what was named before the first of them.
  const former = parsed.tagged.words.indexOf('former');
  const before = former >= 0 && former < phrase.first ? former : phrase.first;
  const together = memory.groups.findLast(
    ({ members, sentence, word }) =>
      members.length === 2 &&
      (sentence < parsed.index || word < before) &&
      members.every((member) => types.has(member.type ?? '')),
  );
  if (together && together.sentence >= parsed.index - 1) return together.members;
  const named = new Map<string, Referent>();
  for (const { referent } of memory.saidIn(parsed.index - 1))
    if (types.has(referent.type ?? '')) named.set(referent.name, referent);
  if (named.size === 2) return [...named.values()];
  return together?.members ?? lastTwo(memory, types, parsed.index);
}

/** The last two entities of the types that the text has named before the sentence at hand, in their order. */
function lastTwo(memory: Memory, types: ReadonlySet<string>, before: number): Referent[] {
  const found = new Map<string, Referent>();
  for (let at = memory.occurrences.length - 1; at >= 0 && found.size < 2; at--) {
    const { referent, sentence } = memory.occurrences[at]!;
    if (sentence < before && types.has(referent.type ?? '')) found.set(referent.name, referent);
  }
  return found.size === 2 ? [...found.values()].reverse() : [];
}

const NONE: readonly Referent[] = [];
const NONE_SAID: readonly string[] = [];
const NOBODY: ReadonlySet<string> = new Set();

const keys = new WeakMap<ReadonlySet<string>, string>();

function keyOf(types: ReadonlySet<string>): string {
  let key = keys.get(types);
  if (key === undefined) {
    key = [...types].join('|');
    keys.set(types, key);
  }
  return key;
}
