/**
 * Records what a parsed sentence names, references among it.
 * In: a parsed sentence. Out: what the text has named so far has grown.
 */
import type { NounPhrase } from '../grammar/phrases.js';
import { type Parsed, type Placed, placeOf, type Role } from '../parse.js';
import type { Group, Memory } from './memory.js';
import { isUnit } from './nominals.js';
import { resolveReference } from './references.js';
import type { Referent } from './referent.js';
import { COPULA } from './words.js';

/** Records the entities of a parsed sentence in the order of the text, references resolved on the way. */
export function readSentence(memory: Memory, parsed: Parsed): void {
  for (const { type } of parsed.tagged.mentions) memory.types.add(type);
  const describes = new Set(
    parsed.clauses.filter((clause) => clause.subjectBy === 'relative').map((clause) => clause.subject),
  );
  for (const placed of parsed.placed) {
    const { phrase } = placed;
    noteDescription(memory, placed, parsed);
    if (phrase.leader) continue;
    const role = roleOf(placed, parsed);
    const list =
      phrase.conjuncts.length > 0 || phrase.members.length > 0
        ? [phrase, ...phrase.conjuncts, ...phrase.members]
        : [phrase];
    const members: Referent[] = [];
    for (const one of list) {
      if (one.headMention >= 0) {
        const referent = memory.of(one.headMention + parsed.base);
        members.push(referent);
        addOccurrence(
          memory,
          referent,
          parsed,
          one,
          role === 'prepositional' && describes.has(one) ? 'object' : role,
          placed,
        );
      } else {
        for (const mention of one.mentions)
          addOccurrence(memory, memory.of(mention + parsed.base), parsed, one, 'prepositional', placed);
      }
      if (
        one.headMention < 0 &&
        !isPredicate(placed, parsed) &&
        (role === 'subject' || role === 'object' || role === 'possessor' || role === 'prepositional')
      ) {
        const found = resolveReference(memory, one, placed, parsed, memory.actors);
        const owner = found.length === 0 ? ownerOf(memory, one, placed, parsed) : undefined;
        const referent = found.length === 1 ? found[0] : owner;
        if (referent && one === phrase) {
          memory.add({
            referent,
            sentence: parsed.index,
            word: one.first,
            role,
            plural: false,
            group: undefined,
            pronoun: one.pronoun || undefined,
            called: one.pronoun ? undefined : parsed.tagged.words[one.head],
            preposition: placed.prepositional?.preposition,
            inner: undefined,
          });
        } else if (found.length > 1) {
          addGroup(memory, found, parsed.index, one.first, role);
        }
      }
    }
    if (members.length < 2) continue;
    const type = members[0]?.type;
    const alike = members.filter((member) => member.type === type);
    if (alike.length > 1) addGroup(memory, alike, parsed.index, phrase.first, role);
  }
}

/** "X, a haulier", "X is a haulier", "two hauliers, X and Y": what the text says its entities to be. */
function noteDescription(memory: Memory, placed: Placed, parsed: Parsed): void {
  const { phrase, clause, role } = placed;
  if (phrase.headMention >= 0 || phrase.pronoun || phrase.temporal) return;
  if (phrase.host) describe(memory, phrase, phrase.host, parsed);
  else for (const one of phrase.appositions) describe(memory, phrase, one, parsed);
  for (const one of phrase.members) describe(memory, phrase, one, parsed);
  if (role === 'object' && clause.subject && isPredicate(placed, parsed))
    describe(memory, phrase, clause.subject, parsed);
}

function describe(memory: Memory, noun: NounPhrase, one: NounPhrase, parsed: Parsed): void {
  if (one.headMention < 0) return;
  const { name } = memory.of(one.headMention + parsed.base);
  for (const form of parsed.tagged.facts[noun.head]!.singulars) memory.describe(name, form, noun.plural);
  // "a marketing firm turned cloud provider" is called both.
  for (let at = noun.core + 1; at < noun.head; at++)
    if (parsed.tagged.words[at] === 'turned')
      for (const form of parsed.tagged.facts[at - 1]!.singulars) memory.describe(name, form);
}

/** "A trader, X, diverted": what a noun is renamed to has its role. */
function roleOf({ phrase, role }: Placed, parsed: Parsed): Role {
  const host = role === 'apposition' && phrase.host && phrase.host.headMention < 0 ? phrase.host : undefined;
  return (host && placeOf(parsed, host)?.role) ?? role;
}

function addOccurrence(
  memory: Memory,
  referent: Referent,
  parsed: Parsed,
  phrase: NounPhrase,
  role: Role,
  { prepositional, clause }: Placed,
): void {
  memory.add({
    referent,
    sentence: parsed.index,
    word: phrase.first,
    role,
    // "Nvidia chips": many chips, one firm.
    plural:
      (phrase.plural && !(phrase.headMention < 0 && memory.actors.has(referent.type ?? ''))) ||
      isCounted(prepositional, parsed),
    group: undefined,
    pronoun: undefined,
    preposition: prepositional?.preposition,
    inner: clause.link === 'relative' || clause.link === 'adverbial' ? clause : undefined,
    topic: role === 'possessor' && clause.link === 'main' && clause.subject?.possessor === phrase,
  });
}

/** "a million of its X": what is counted is many. */
function isCounted(by: Placed['prepositional'], { tagged }: Parsed): boolean {
  return by?.preposition === 'of' && by.after !== undefined && tagged.tags[by.after.head] === 'CD';
}

/** "its cloud unit": the entity whose unit a phrase is. */
function ownerOf(memory: Memory, phrase: NounPhrase, placed: Placed, parsed: Parsed): Referent | undefined {
  if (!phrase.possessor || phrase.headMention >= 0) return undefined;
  if (!isUnit(memory.grammar, phrase, parsed)) return undefined;
  if (phrase.possessor.headMention >= 0) return memory.of(phrase.possessor.headMention + parsed.base);
  const found = resolveReference(
    memory,
    phrase.possessor,
    { ...placed, phrase: phrase.possessor, role: 'possessor' },
    parsed,
    memory.actors,
  );
  return found.length === 1 ? found[0] : undefined;
}

function addGroup(memory: Memory, members: readonly Referent[], sentence: number, word: number, role: Role): void {
  const group: Group = { members, sentence, word, role };
  memory.groups.push(group);
  for (let at = memory.occurrences.length - 1; at >= 0; at--) {
    const occurrence = memory.occurrences[at]!;
    if (occurrence.sentence !== sentence) break;
    if (!occurrence.group && members.some((member) => member.mention === occurrence.referent.mention)) {
      memory.occurrences[at] = { ...occurrence, group };
    }
  }
}

/** "X is the foundry for Y": what follows the copula describes, it does not refer. */
function isPredicate(placed: Placed, parsed: Parsed): boolean {
  const verb = placed.clause.verb;
  return placed.role === 'object' && verb !== undefined && COPULA.has(parsed.tagged.words[verb.main]!);
}
