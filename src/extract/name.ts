import { goingThrough, type RelationType } from '../dictionary/relations.js';
import { withSteps } from './discourse/referent.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Parsed, Placed } from './parse.js';
import type { Discourse, Referent } from './refer.js';
import type { SlotReader } from './slots.js';

export interface Naming {
  readonly firm: Referent;
  readonly chip: Referent;
  readonly first: number;
  readonly last: number;
  readonly placed: Placed;
}

/**
 * Names that say by themselves whose a thing is: "Nvidia's H20 and H200 chips", "the Nvidia H100", "its Gaudi 3". Where the dictionary
 * knows the maker, another name before the thing is not its maker ("Dell's Xeon servers").
 */
export function findNamings(
  parsed: Parsed,
  relation: RelationType,
  reader: SlotReader,
  discourse: Discourse,
): Naming[] {
  const found: Naming[] = [];
  const { types } = relation.object;
  if (!parsed.tagged.mentions.some((mention) => types.includes(mention.type))) return found;
  const isThing = (mention: number): boolean => types.includes(parsed.tagged.mentions[mention]!.type);
  for (const placed of parsed.placed) {
    const { phrase } = placed;
    if (phrase.leader) continue;
    if (!phrase.mentions.some(isThing) && !phrase.conjuncts.some((one) => one.mentions.some(isThing))) continue;
    let owners: Referent[] = [];
    for (const one of [phrase, ...phrase.conjuncts]) {
      const things = one.mentions
        .map((mention) => discourse.of(mention + parsed.base))
        .filter((thing) => relation.object.types.includes(thing.type!));
      const before = premodifier(one, parsed, relation, discourse);
      if (one.possessor)
        owners = reader.resolve(
          one.possessor,
          parsed,
          relation.subject.types,
          goingThrough(relation.subject, []),
          false,
        );
      else if (before) owners = [before];
      else if (one === phrase && (placed.role === 'subject' || placed.role === 'apposition'))
        owners = sourceOf(one, parsed, relation, reader);
      else if (one !== phrase && (one.determiner !== '' || one.pronoun !== '')) owners = [];
      for (const chip of things) {
        for (const owner of owners) {
          // "its H100 cluster", "its H100s": what a user has.
          const single = one.headMention >= 0 && !parsed.tagged.words[one.head]!.endsWith('s');
          const firm = one.possessor?.pronoun && single ? makerOr(owner, chip, discourse) : owner;
          if (!agrees(firm, chip, one, parsed, discourse)) continue;
          const first = one.possessor ? one.possessor.first : one.first;
          found.push({ firm, chip, first: one === phrase ? first : phrase.first, last: one.last, placed });
        }
      }
    }
  }
  return found;
}

/** "X has Y as the foundry for its Gaudi": whose it is, where the dictionary has the maker and the text has named it. */
function makerOr(owner: Referent, chip: Referent, discourse: Discourse): Referent {
  const maker = chip.entity?.maker;
  if (!maker || owner.entity?.id === maker || discourse.isMaker(owner, chip)) return owner;
  const named = discourse.named(owner.type ?? '', maker);
  return named ? withSteps(named, [...owner.steps, `the dictionary has ${named.name} as the maker`]) : owner;
}

/** "The H20 from Nvidia is": whom a thing that is talked of comes from. */
function sourceOf(phrase: NounPhrase, parsed: Parsed, relation: RelationType, reader: SlotReader): Referent[] {
  const from =
    phrase.headMention >= 0 ? phrase.phrases.find(({ preposition }) => preposition === 'from')?.object : undefined;
  if (!from || from.headMention < 0) return [];
  return reader.resolve(from, parsed, relation.subject.types, goingThrough(relation.subject, []), false);
}

/** A mention of the subject's type right before one of the object's type: "the Nvidia H100". */
function premodifier(
  phrase: NounPhrase,
  parsed: Parsed,
  relation: RelationType,
  discourse: Discourse,
): Referent | undefined {
  for (let at = 0; at + 1 < phrase.mentions.length; at++) {
    const firm = discourse.of(phrase.mentions[at]! + parsed.base);
    const chip = discourse.of(phrase.mentions[at + 1]! + parsed.base);
    if (!relation.subject.types.includes(firm.type!) || !relation.object.types.includes(chip.type!)) continue;
    const { mention } = parsed.tagged;
    for (let word = phrase.first; word + 1 < phrase.last; word++) {
      if (mention[word] === phrase.mentions[at] && mention[word + 1] === phrase.mentions[at + 1]) return firm;
    }
  }
  return undefined;
}

function agrees(firm: Referent, chip: Referent, phrase: NounPhrase, parsed: Parsed, discourse: Discourse): boolean {
  const made = discourse.isMaker(firm, chip);
  if (made !== undefined) return made;
  return (
    parsed.tagged.mention[phrase.head]! >= 0 ||
    parsed.tagged.tags[phrase.head] === 'NS' ||
    parsed.tagged.tags[phrase.head] === 'N'
  );
}
