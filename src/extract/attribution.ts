import type { Dictionary, Entity } from '../dictionary/dictionary.js';
import { singulars } from '../dictionary/grammar.js';
import type { Relation } from '../schema/extraction.js';
import type { Source } from './assess.js';
import { timesOf } from './date.js';
import type { Parsed } from './parse.js';
import type { Found } from './relate.js';

const byName = new WeakMap<Dictionary, ReadonlyMap<string, Entity>>();

/** Who is said to say it, as the text names them, with their role and, for a known entity, its id. */
export function attributionOf(found: Found, dictionary: Dictionary): Relation['attribution'] {
  const { source } = found.assertion;
  if (!source) return undefined;
  const { parsed } = found;
  const span = spanOf(named(source, parsed), parsed);
  const who = parsed.tagged.tokens.text.slice(span.start, span.end);
  const entity = entityOf(source, who, parsed, dictionary);
  const role = roleOf(source, entity, found, dictionary);
  const via = source.via ? spanOf(named(source.via, parsed), parsed) : undefined;
  const shown: NonNullable<Relation['attribution']> = { start: span.start, end: span.end, who };
  if (role) shown.role = role;
  if (entity) shown.id = entity.key;
  if (via) shown.via = parsed.tagged.tokens.text.slice(via.start, via.end);
  return shown;
}

/** A source without a time that stands between it and its verb: "the ministry on Monday". */
function named(source: Source, parsed: Parsed): Source {
  const time = timesOf(parsed).find(({ first }) => first > source.first && first < source.last);
  if (!time) return source;
  const before = parsed.tagged.tags[time.first - 1] === 'IN' ? time.first - 1 : time.first;
  return before > source.first ? { ...source, last: before } : source;
}

function spanOf({ first, last }: Source, parsed: Parsed): { start: number; end: number } {
  const { tokens, first: base } = parsed.tagged;
  return { start: tokens.start[base + first]!, end: tokens.end[base + last - 1]! };
}

function entityOf({ phrase }: Source, who: string, parsed: Parsed, dictionary: Dictionary): Entity | undefined {
  if (phrase.headMention >= 0) return parsed.tagged.mentions[phrase.headMention]?.entity;
  return entityNamed(who, dictionary) ?? entityNamed(who.replace(/^[Tt]he /, ''), dictionary);
}

/** The entity that a name is listed for, exactly as it is written. */
export function entityNamed(name: string, dictionary: Dictionary): Entity | undefined {
  let names = byName.get(dictionary);
  if (!names) {
    const map = new Map<string, Entity>();
    for (const { text, entity, role } of dictionary.gazetteer.aliases) {
      if (entity && (role === 'name' || role === 'alias') && !map.has(text)) map.set(text, entity);
    }
    names = map;
    byName.set(dictionary, names);
  }
  return names.get(name);
}

/** The role of a source: a party where it names one of the arguments, else what its noun or the kind of its entity tells. */
function roleOf(
  { phrase, first, last }: Source,
  entity: Entity | undefined,
  found: Found,
  dictionary: Dictionary,
): string | undefined {
  const { roles } = dictionary.grammar;
  const { mention, mentions, words } = found.parsed.tagged;
  for (let at = first; at < last; at++) {
    const name = mention[at]! >= 0 ? mentions[mention[at]!]?.name : undefined;
    if (name !== undefined && (name === found.subject.name || name === found.object.name)) return 'party';
  }
  if (!entity) {
    const heads = [phrase.head, ...words.slice(first, last).keys()].map((at, index) => (index === 0 ? at : first + at));
    for (const at of heads) {
      const forms = singulars(words[at]!);
      const role = forms.map((form) => roles.get(form)).find(Boolean);
      if (role) return role;
      if (forms.some((form) => dictionary.grammar.anonymous.has(form))) return 'anonymous';
    }
    return undefined;
  }
  if (dictionary.types.get(entity.type)?.acts) return 'official';
  return entity.kinds.map((kind) => roles.get(kind)).find(Boolean);
}
