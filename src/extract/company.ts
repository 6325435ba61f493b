import type { Entity } from '../dictionary/dictionary.js';
import type { Candidate } from './candidate.js';
import { Spans } from './spans.js';
import type { View } from './view.js';

/** The names of a document that need no support, as the company that a weak name keeps. */
export class Company {
  /** All of them. */
  readonly spans: Spans;
  /** Keys of their entities. */
  readonly named = new Set<string>();
  /** Places of those that are no place names, by sentence. */
  readonly beside = new Map<number, number>();
  /** The same in the whole document. */
  readonly total: number;
  /** By sentence, the entities that are named and those that they name as maker, parent or family. */
  private readonly present = new Map<number, Set<string>>();
  private readonly referred = new Map<number, Set<string>>();
  private readonly domain = new Map<number, boolean>();

  constructor(
    private readonly view: View,
    candidates: readonly Candidate[],
  ) {
    const strong = candidates.filter((other) => !other.weak && other.type !== undefined);
    this.spans = new Spans(strong);
    const places = new Set<number>();
    for (const { first, entity, type } of strong) {
      const sentence = view.sentenceOf[first]!;
      if (view.dictionary.types.get(type!)?.places !== true && !places.has(first)) {
        places.add(first);
        this.beside.set(sentence, (this.beside.get(sentence) ?? 0) + 1);
      }
      if (!entity) continue;
      this.named.add(entity.key);
      put(this.present, sentence, entity.key);
      for (const key of this.references(entity)) put(this.referred, sentence, key);
    }
    this.total = places.size;
  }

  /** Whether an entity of the sentence names this one as its maker, parent or family, or the other way round. */
  relates(sentence: number, entity: Entity): boolean {
    if (this.referred.get(sentence)?.has(entity.key)) return true;
    const present = this.present.get(sentence);
    return present !== undefined && this.references(entity).some((key) => present.has(key));
  }

  /** Whether the sentence speaks of the field that the dictionaries are about. */
  ofDomain(sentence: number): boolean {
    const known = this.domain.get(sentence);
    if (known !== undefined) return known;
    const { first, last } = this.view.sentences[sentence]!;
    let found = false;
    for (let at = first; at < last && !found; at++) found = this.view.words.domain.startsAt(this.view.tokens, at) > 0;
    this.domain.set(sentence, found);
    return found;
  }

  private references(entity: Entity): readonly string[] {
    let keys = referencesOf.get(entity);
    if (!keys) {
      const fields = Object.entries(this.view.dictionary.types.get(entity.type)?.references ?? {});
      const values = entity as unknown as Record<string, unknown>;
      keys = fields.flatMap(([field, type]) => (values[field] === undefined ? [] : [`${type}:${values[field]}`]));
      referencesOf.set(entity, keys);
    }
    return keys;
  }
}

/** The keys of the entities that an entry names; made once for each entry. */
const referencesOf = new WeakMap<Entity, readonly string[]>();

function put(map: Map<number, Set<string>>, key: number, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
