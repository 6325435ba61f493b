/**
 * Records what a parsed sentence names, references among it.
 * In: a parsed sentence. Out: what the text has named so far has grown.
 */
import { singulars } from '../../dictionary/grammar.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed, Placed, Role } from '../parse.js';
import type { Group, Memory } from './memory.js';
import { endsWith, headWords } from './phrase-words.js';
import { resolveReference } from './references.js';
import type { Referent } from './referent.js';

/** Records the entities of a parsed sentence in the order of the text, references resolved on the way. */
export function readSentence(memory: Memory, parsed: Parsed): void {
  for (const { type } of parsed.tagged.mentions) memory.types.add(type);
  const describes = new Set(
    parsed.clauses.filter((clause) => clause.subjectBy === 'relative').map((clause) => clause.subject),
  );
  for (const placed of parsed.placed) {
    const { phrase, role } = placed;
    if (phrase.leader) continue;
    const list = [phrase, ...phrase.conjuncts, ...phrase.members];
    const members: Referent[] = [];
    for (const one of list) {
      const named = one.headMention >= 0 ? [memory.of(one.headMention + parsed.base)] : [];
      const inner = one.headMention >= 0 ? [] : one.mentions.map((mention) => memory.of(mention + parsed.base));
      members.push(...named);
      for (const referent of [...named, ...inner]) {
        memory.occurrences.push({
          referent,
          sentence: parsed.index,
          word: one.first,
          role: named.length === 0 ? 'prepositional' : role === 'prepositional' && describes.has(one) ? 'object' : role,
          plural: one.plural,
          ...(placed.prepositional ? { preposition: placed.prepositional.preposition } : {}),
          ...(placed.clause.link === 'relative' || placed.clause.link === 'adverbial' ? { inner: true } : {}),
        });
      }
      if (
        !isPredicate(placed, parsed) &&
        one.headMention < 0 &&
        (role === 'subject' || role === 'object' || role === 'possessor' || role === 'prepositional')
      ) {
        const found = resolveReference(memory, one, placed, parsed, memory.actors);
        const owner = found.length === 0 ? ownerOf(memory, one, placed, parsed) : undefined;
        const referent = found.length === 1 ? found[0] : owner;
        if (referent && one === phrase) {
          memory.occurrences.push({
            referent,
            sentence: parsed.index,
            word: one.first,
            role,
            plural: false,
            ...(one.pronoun ? { pronoun: one.pronoun } : {}),
          });
        } else if (found.length > 1) {
          addGroup(memory, found, parsed.index, one.first, role);
        }
      }
    }
    const type = members[0]?.type;
    const alike = members.filter((member) => member.type === type);
    if (alike.length > 1) addGroup(memory, alike, parsed.index, phrase.first, role);
  }
}

/** "its cloud unit": the entity whose unit a phrase is. */
function ownerOf(memory: Memory, phrase: NounPhrase, placed: Placed, parsed: Parsed): Referent | undefined {
  if (!phrase.possessor || phrase.headMention >= 0) return undefined;
  const words = headWords(phrase, parsed);
  const last = words.at(-1) ?? '';
  const unit = singulars(last).some((form) =>
    (memory.grammar.units.get(form) ?? []).some((noun) => endsWith([...words.slice(0, -1), form], noun)),
  );
  if (!unit) return undefined;
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
  return (
    placed.role === 'object' &&
    verb !== undefined &&
    /^(is|are|was|were|be|been|being|become|becomes|became|remain|remains|remained)$/.test(
      parsed.tagged.words[verb.main]!,
    )
  );
}
