import type { Extraction, Mention, Span } from '../schema/extraction.js';
import { tokenise } from '../text/tokenise.js';
import type { Dictionary } from './dictionary.js';
import { infinitive, isPreposition } from './lexicon.js';

/** A verb between two known entities that no frame covers. */
export interface FrameSuggestion {
  readonly kind: 'frame';
  /** What decisions refer to it by: `frame court: firm firm`. */
  readonly key: string;
  /** Infinitive, with the preposition that follows it directly. */
  readonly verb: string;
  /** The slot of the second entity: `object` or a preposition. */
  readonly slot: string;
  readonly subjectType: string;
  readonly objectType: string;
  readonly count: number;
  readonly documents: number;
  /** Relations that take such arguments, so that the frame could be one of theirs. */
  readonly relations: readonly string[];
  readonly contexts: readonly FrameContext[];
}

export interface FrameContext {
  readonly documentId: string;
  readonly text: string;
  readonly subject: string;
  readonly object: string;
}

interface Between {
  readonly verb: string;
  readonly slot: string;
  readonly passive: boolean;
}

/** Words before the main verb. */
const AUXILIARY = new Set(
  'be is are was were been being am have has had having do does did will would can could may might must shall should not n’t to'.split(
    ' ',
  ),
);
const BE = new Set('is are was were been being be'.split(' '));
const MAX_WORDS = 9;
const MAX_CONTEXTS = 3;

/**
 * Verbs that stand between two known entities of a sentence and belong to no frame, the most frequent first. What lies between is read
 * word by word, without grammar: it is a hint for people, who see the sentence.
 */
export function findNullFrames(extractions: readonly Extraction[], dictionary: Dictionary): FrameSuggestion[] {
  const found = new Map<
    string,
    { between: Between; pair: [string, string]; documents: Set<string>; contexts: FrameContext[]; count: number }
  >();
  for (const extraction of extractions) {
    const { mentions, sentences, text, documentId } = extraction;
    let at = 0;
    for (let index = 0; index + 1 < mentions.length; index++) {
      const [left, right] = [mentions[index]!, mentions[index + 1]!];
      while (at < sentences.length && sentences[at]!.end <= left.start) at++;
      const sentence = sentences[at];
      if (!sentence || right.end > sentence.end || left.id === undefined || right.id === undefined) continue;
      // "Shares of Nvidia rose": what a preposition governs does nothing.
      const opening = /(\S+)\s+(?:the\s+)?$/i.exec(text.slice(sentence.start, left.start))?.[1] ?? '';
      if (isPreposition(opening.toLowerCase()) || related(extraction, at, left, right)) continue;
      const between = readBetween(text.slice(left.end, right.start), dictionary);
      if (!between) continue;
      const [subject, object] = between.passive ? [right, left] : [left, right];
      const key = `${between.verb} ${between.slot} ${subject.type} ${object.type}`;
      const seen = found.get(key) ?? {
        between,
        pair: [subject.type, object.type],
        documents: new Set(),
        contexts: [],
        count: 0,
      };
      found.set(key, seen);
      seen.count++;
      seen.documents.add(documentId);
      if (seen.contexts.length < MAX_CONTEXTS)
        seen.contexts.push({
          documentId,
          text: sentenceText(sentence, text),
          subject: subject.name,
          object: object.name,
        });
    }
  }
  return [...found.values()]
    .map(
      ({ between: { verb, slot }, pair: [subjectType, objectType], documents, contexts, count }): FrameSuggestion => {
        const relations = [...dictionary.grammar.relations.values()]
          .filter(({ subject, object }) => subject.types.includes(subjectType) && object.types.includes(objectType))
          .map(({ id }) => id);
        const key = `frame ${[verb, ...(slot === 'object' || verb.includes(' ') ? [] : [slot])].join(' ')}: ${subjectType} ${objectType}`;
        return {
          kind: 'frame',
          key,
          verb,
          slot,
          subjectType,
          objectType,
          count,
          documents: documents.size,
          relations,
          contexts,
        };
      },
    )
    .filter(({ relations }) => relations.length > 0)
    .sort((a, b) => b.documents - a.documents || b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** Whether some relation of the sentence already joins the two. */
function related({ relations }: Extraction, sentence: number, left: Mention, right: Mention): boolean {
  return relations.some(({ sentence: where, subject, object }) => {
    const names = [subject.name, object.name];
    return where === sentence && names.includes(left.name) && names.includes(right.name);
  });
}

/** The verb of what stands between two entities, and how it reaches the second; nothing where a frame has the verb. */
function readBetween(source: string, { grammar }: Dictionary): Between | undefined {
  if (/[;:()"“”.!?—–\n]/.test(source)) return undefined;
  const tokens = tokenise(source.toLowerCase());
  const words = Array.from({ length: tokens.count }, (_, at) => tokens.text.slice(tokens.start[at]!, tokens.end[at]!));
  if (words.length === 0 || words.length > MAX_WORDS || words.includes(',')) return undefined;
  for (const [at, word] of words.entries()) {
    if (AUXILIARY.has(word) || /ly$/.test(word)) continue;
    if (grammar.says.has(word)) return undefined;
    const lemma = grammar.lemmas.get(word)?.[0] ?? (at === 0 && /ing$/.test(word) ? undefined : infinitive(word));
    if (!lemma || /^(and|or|as|that|which|who|with|of|in|on|for|to|from|by|at)$/.test(word)) return undefined;
    const next = words[at + 1];
    if (grammar.verbFrames.has(lemma) || (next && grammar.verbFrames.has(`${lemma} ${next}`))) return undefined;
    const rest = words.slice(at + 1);
    const prepositions = rest.filter((one) => isPreposition(one) && !AUXILIARY.has(one));
    if (prepositions.length > 1 || rest.some((one) => /^(and|or|but|\d.*|%)$/.test(one))) return undefined;
    const [preposition] = prepositions;
    if (preposition === undefined) return rest.length > 2 ? undefined : { verb: lemma, slot: 'object', passive: false };
    const passive = preposition === 'by' && at > 0 && BE.has(words[at - 1]!);
    // "leaned on Wistron": the two are one verb, whatever the parser takes "on" for.
    const verb = !passive && rest[0] === preposition ? `${lemma} ${preposition}` : lemma;
    return { verb, slot: passive ? 'object' : preposition, passive };
  }
  return undefined;
}

function sentenceText(sentence: Span, text: string): string {
  return text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ').trim();
}
