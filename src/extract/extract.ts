import type { Dictionary } from '../dictionary/dictionary.js';
import type { Document } from '../schema/document.js';
import type { Extraction } from '../schema/extraction.js';
import { clean } from '../text/clean.js';
import { language } from '../text/language.js';
import { sentences as split } from '../text/sentences.js';
import { tokenise } from '../text/tokenise.js';
import type { Sentence, Tokens } from '../text/tokens.js';
import { readDay } from './calendar.js';
import { toMention, toRelation } from './emit.js';
import { entitle } from './entitle.js';
import { gateOf } from './gate.js';
import type { EntityMention } from './mention.js';
import { findMentions } from './mentions.js';
import { type Parsed, parse } from './parse.js';
import { Discourse } from './refer.js';
import { type Found, Relater } from './relate.js';

/** A document on its way into extraction: its identity is settled. */
export type IdentifiedDocument = Document & { readonly id: string };

/**
 * Extracts mentions and relations from one document. Pure: the same document and dictionary give the same extraction. Offsets count
 * UTF-16 code units of `text`, which is the document's own text, or what `clean` made of its HTML. Never throws on any text.
 */
export function extract(document: IdentifiedDocument, dictionary: Dictionary): Extraction {
  return observe(document, dictionary);
}

/** A sentence that was parsed, with what was made of it. */
export interface Observed {
  readonly parsed: Parsed;
  readonly discourse: Discourse;
  readonly found: readonly Found[];
}

/** Extracts as `extract` does, and shows every parsed sentence on the way. */
export function observe(
  document: IdentifiedDocument,
  dictionary: Dictionary,
  watch?: (seen: Observed) => void,
): Extraction {
  const text = document.text ?? clean(document.html ?? '').text;
  const tokens = tokenise(text);
  const sentences = split(tokens);
  const { grammar } = dictionary;
  const found = findMentions(tokens, sentences, dictionary, {
    ...(document.publishedAt ? { publishedAt: document.publishedAt } : {}),
    kindsOf: (noun) =>
      [
        ...(grammar.nominals.get(
          noun
            .toLowerCase()
            .split(/[\s-]+/)
            .at(-1)!,
        ) ?? []),
      ].flatMap((nominal) =>
        nominal.words.join(' ') === noun.toLowerCase().replace(/-/g, ' ') ? [...(nominal.kinds ?? [])] : [],
      ),
  });
  const mentions = entitle(found, dictionary.types);
  const published = document.publishedAt === undefined ? undefined : readDay(document.publishedAt);
  const relations = relateAll(tokens, sentences, mentions, dictionary, watch);
  return {
    documentId: document.id,
    dictionaryVersion: dictionary.version,
    language: document.language ?? language(text),
    text,
    sentences: sentences.map(({ start, end }) => ({ start, end })),
    mentions: mentions.map(toMention),
    relations: relations.map((one) => toRelation(one, dictionary, published)),
  };
}

/** A sentence that has been looked at and not yet read. */
interface Waiting {
  readonly sentence: Sentence;
  readonly index: number;
  /** Index of its first mention. */
  readonly base: number;
  readonly inside: readonly EntityMention[];
  readonly worth: boolean;
}

/**
 * The relations of all sentences, in order. Grammar is spent only on sentences that hold a trigger and a possible argument; those that
 * can state nothing are read, for what they tell of later ones, when a sentence follows that can.
 */
function relateAll(
  tokens: Tokens,
  sentences: readonly Sentence[],
  mentions: readonly EntityMention[],
  dictionary: Dictionary,
  watch?: (seen: Observed) => void,
): Found[] {
  const { grammar } = dictionary;
  if (mentions.length === 0 || grammar.relations.size === 0) return [];
  const gate = gateOf(grammar);
  const actors = new Set([...grammar.relations.values()].flatMap((relation) => relation.subject.types));
  const discourse = new Discourse(grammar, mentions, actors, dictionary.entities);
  const authorities = new Set([...dictionary.types.values()].filter(({ acts }) => acts).map(({ id }) => id));
  const relater = new Relater(grammar, discourse, authorities);
  const found: Found[] = [];
  const read = ({ sentence, index, base, inside }: Waiting): Parsed => {
    const parsed = parse(tokens, sentence, index, inside, base, grammar);
    discourse.read(parsed);
    return parsed;
  };
  let waiting: Waiting[] = [];
  const catchUp = (): void => {
    for (const one of waiting) {
      if (!one.worth) discourse.skim(one.index, indexes(one));
      else if (one.inside.length > 0 || discourse.reaches(one.index)) read(one);
    }
    waiting = [];
  };
  let types = 0;
  let next = 0;
  sentences.forEach((sentence, index) => {
    const base = next;
    while (next < mentions.length && mentions[next]!.first < sentence.last) next++;
    if (next === 0) return;
    const inside = mentions.slice(base, next);
    const named = gate.typesOf(inside.map(({ type }) => type));
    types |= named;
    const one = { sentence, index, base, inside, worth: worthParsing(tokens, sentence, grammar.triggers, inside) };
    if (one.worth && (watch || gate.mayState(tokens, sentence, types, named))) {
      catchUp();
      if (!watch && inside.length === 0 && !discourse.reaches(index)) return;
      const parsed = read(one);
      const here = relater.relate(parsed);
      watch?.({ parsed, discourse, found: here });
      found.push(...here);
    } else if (inside.length > 0 || (one.worth && gate.mayRefer(tokens, sentence))) {
      waiting.push(one);
    }
  });
  return found;
}

function indexes({ base, inside }: Waiting): number[] {
  return inside.map((_, at) => base + at);
}

/** The longest sentence that is parsed, in tokens: what is longer is a list or a table, not a sentence. */
const MAX_SENTENCE_TOKENS = 400;

function worthParsing(
  tokens: Tokens,
  sentence: Sentence,
  triggers: ReadonlySet<number>,
  mentions: readonly EntityMention[],
): boolean {
  if (sentence.last - sentence.first > MAX_SENTENCE_TOKENS) return false;
  if (mentions.length > 1) return true;
  for (let at = sentence.first; at < sentence.last; at++) if (triggers.has(tokens.hash[at]!)) return true;
  return false;
}
