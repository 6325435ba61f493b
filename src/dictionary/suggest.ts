import type { Extraction, Span } from '../schema/extraction.js';
import { tokenise } from '../text/tokenise.js';
import { FLAG } from '../text/tokens.js';
import type { Dictionary } from './dictionary.js';
import { isCommonWord } from './lexicon.js';
import { type FrameSuggestion, findNullFrames } from './null-frames.js';
import { type Similar, Spellings } from './similar.js';
import { termWeights } from './weights.js';

/** Where a suggestion was seen. */
export interface Context {
  readonly documentId: string;
  readonly text: string;
}

/** A name that no dictionary holds. */
export interface NameSuggestion {
  readonly kind: 'name';
  /** What decisions refer to it by: `name Copperfern Data`. */
  readonly key: string;
  readonly name: string;
  /** What it likely is, by its contexts; absent when nothing tells. */
  readonly type?: string;
  /** Kind of entity that a noun beside it says: "cloud provider". */
  readonly entityKind?: string;
  readonly count: number;
  readonly documents: number;
  readonly weight: number;
  readonly similar: readonly Similar[];
  readonly contexts: readonly Context[];
}

export type Suggestion = NameSuggestion | FrameSuggestion;

interface Seen {
  count: number;
  readonly documents: Set<string>;
  readonly types: Map<string, number>;
  readonly contexts: Context[];
}

const CONTEXTS = 3;

/**
 * What the dictionaries lack, by the extractions of a corpus: names that no entry holds and verbs between known entities that no frame
 * covers, the most telling first. `known` are keys that were decided before. Pure.
 */
export function suggest(
  extractions: readonly Extraction[],
  dictionary: Dictionary,
  known: ReadonlySet<string> = new Set(),
): Suggestion[] {
  const names = new Map<string, Seen>();
  const terms: string[][] = [];
  for (const extraction of extractions) {
    const own: string[] = [];
    for (const mention of extraction.mentions) {
      own.push(mention.name);
      if (mention.id === undefined) note(names, mention.name, mention.type, mention, extraction);
    }
    for (const span of unclaimed(extraction, dictionary)) {
      own.push(extraction.text.slice(span.start, span.end));
      note(names, extraction.text.slice(span.start, span.end), undefined, span, extraction);
    }
    terms.push(own);
  }
  const weights = termWeights(terms);
  const spellings = new Spellings(
    dictionary.gazetteer.aliases.flatMap(({ text, entity, role }) =>
      entity && (role === 'name' || role === 'alias') ? [{ name: text, id: entity.key }] : [],
    ),
  );
  const found = [...names].map(([name, seen]): NameSuggestion => {
    const type = [...seen.types].sort((a, b) => b[1] - a[1])[0]?.[0];
    const entityKind = type && kindBeside(name, type, seen.contexts, dictionary);
    return {
      kind: 'name',
      key: `name ${name}`,
      name,
      ...(type ? { type } : {}),
      ...(entityKind ? { entityKind } : {}),
      count: seen.count,
      documents: seen.documents.size,
      weight: Math.round((weights.get(name) ?? 0) * 100) / 100,
      similar: spellings.near(name),
      contexts: seen.contexts,
    };
  });
  const rank = ({ type, count, weight }: NameSuggestion): number => (type ? 2 : 1) * (weight + count);
  // Frames and names alternate by their rank in their own list, so that neither hides the other.
  const ranked = [
    found
      .filter(({ key, type, count }) => !known.has(key) && (type !== undefined || count > 1))
      .sort((a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : 1)),
    findNullFrames(extractions, dictionary).filter(({ key }) => !known.has(key)),
  ];
  return ranked
    .flatMap((list) => list.map((one, at): [number, Suggestion] => [at, one]))
    .sort((a, b) => a[0] - b[0])
    .map(([, one]) => one);
}

function note(
  names: Map<string, Seen>,
  name: string,
  type: string | undefined,
  span: Span,
  extraction: Extraction,
): void {
  const seen: Seen = names.get(name) ?? { count: 0, documents: new Set(), types: new Map(), contexts: [] };
  names.set(name, seen);
  seen.count++;
  seen.documents.add(extraction.documentId);
  if (type) seen.types.set(type, (seen.types.get(type) ?? 0) + 1);
  if (seen.contexts.length < CONTEXTS) seen.contexts.push(contextOf(span, extraction));
}

/** The sentence around a span. */
export function contextOf(span: Span, { documentId, sentences, text }: Extraction): Context {
  const sentence = sentences.find(({ start, end }) => span.start >= start && span.start < end) ?? span;
  return { documentId, text: text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ').trim() };
}

/** Runs of capitalised words that no mention and no ignored name holds, and that begin no sentence. */
function unclaimed({ text, mentions }: Extraction, dictionary: Dictionary): Span[] {
  const tokens = tokenise(text);
  const taken = new Uint8Array(tokens.count);
  dictionary.gazetteer.scan(tokens, (first, last) => taken.fill(1, first, last));
  let next = 0;
  const { words } = dictionary.discovery;
  const inMention = (at: number): boolean => {
    while (next < mentions.length && mentions[next]!.end <= tokens.start[at]!) next++;
    return next < mentions.length && mentions[next]!.start < tokens.end[at]!;
  };
  const spans: Span[] = [];
  for (let at = 0; at < tokens.count; at++) {
    const isName = (one: number): boolean => {
      const flags = tokens.flags[one]!;
      if (taken[one] || inMention(one) || (flags & (FLAG.punctuation | FLAG.possessive | FLAG.ideograph)) !== 0)
        return false;
      if ((flags & (FLAG.capital | FLAG.inner)) === 0) return false;
      return ![words.calendar, words.titles, words.given, words.function, words.common].some((list) =>
        list.has(tokens, one),
      );
    };
    if (!isName(at)) continue;
    let last = at + 1;
    while (
      last < tokens.count &&
      isName(last) &&
      tokens.flags[last]! & FLAG.spaced &&
      !(tokens.flags[last]! & (FLAG.newline | FLAG.first))
    )
      last++;
    const surface = text.slice(tokens.start[at]!, tokens.end[last - 1]!);
    const opening = at === 0 || /[.!?:"“”]/.test(text.charAt(tokens.end[at - 1]! - 1));
    const afterPerson = at > 0 && (words.given.has(tokens, at - 1) || words.titles.has(tokens, at - 1));
    const ordinary = last === at + 1 && (opening || isCommonWord(surface));
    if (!ordinary && !afterPerson && surface.length > 2)
      spans.push({ start: tokens.start[at]!, end: tokens.end[last - 1]! });
    at = last - 1;
  }
  return spans;
}

/** The kind that a noun right beside a name gives: "Copperfern Data, a Singapore cloud provider". */
function kindBeside(
  name: string,
  type: string,
  contexts: readonly Context[],
  dictionary: Dictionary,
): string | undefined {
  for (const { text } of contexts) {
    const at = text.indexOf(name);
    const words = text
      .slice(Math.max(0, at - 60), at + name.length + 80)
      .toLowerCase()
      .split(/[^\p{L}\p{N}-]+/u);
    for (const [index, word] of words.entries()) {
      for (const nominal of dictionary.grammar.nominals.get(word) ?? []) {
        const before = words
          .slice(index - nominal.words.length + 1, index + 1)
          .join(' ')
          .replaceAll('-', ' ');
        if (nominal.type === type && nominal.kinds && nominal.words.length > 0 && before === nominal.words.join(' '))
          return [...nominal.kinds][0];
      }
    }
  }
  return undefined;
}

export type { FrameSuggestion };
