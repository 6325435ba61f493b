import type { Dictionary } from '../dictionary/dictionary.js';
import type { Extraction } from '../schema/extraction.js';
import { FLAG } from '../text/tokens.js';
import { entityNamed } from './attribution.js';
import { timesOf } from './date.js';
import { diagnose, type Failure, type FrameReport, matched } from './diagnose.js';
import { phraseText } from './discourse/phrase-words.js';
import { type IdentifiedDocument, type Observed, observe } from './extract.js';
import type { Clause } from './grammar/clauses.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Parsed } from './parse.js';
import { candidatesOf } from './predicates.js';
import { SlotReader } from './slots.js';

/** A clause with what stands in its roles, in the words of the text. */
export interface ClauseReport {
  readonly link: string;
  readonly marker?: string;
  readonly verb?: string;
  readonly passive?: boolean;
  readonly subject?: string;
  /** How the subject was found, where it does not stand before the verb. */
  readonly subjectBy?: string;
  readonly objects: readonly string[];
  readonly phrases: readonly string[];
}

/** A verb or noun with the frames that matched it or, where none did, the frames that came furthest. */
export interface PredicateReport {
  readonly word: string;
  readonly kind: 'verb' | 'noun';
  readonly matched: readonly FrameReport[];
  /** Frames that failed, the furthest first; only where none matched. */
  readonly failed: readonly FrameReport[];
  /** Why there is no frame at all. */
  readonly failure?: Failure;
}

export interface SentenceReport {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly { readonly text: string; readonly tag: string; readonly mention?: number }[];
  readonly clauses: readonly ClauseReport[];
  readonly predicates: readonly PredicateReport[];
  /** Capitalised words that are no known name. */
  readonly unknown: readonly string[];
}

/** An extraction with all that led to it. A sentence without a name or a trigger is not parsed and not among `parsed`. */
export interface Explanation {
  readonly extraction: Extraction;
  readonly parsed: readonly SentenceReport[];
}

/** Extracts a document and says why each thing was found and, of what stands near two entities, why it states no relation. */
export function explain(document: IdentifiedDocument, dictionary: Dictionary): Explanation {
  const parsed: SentenceReport[] = [];
  const extraction = observe(document, dictionary, (seen) => parsed.push(reportOf(seen, dictionary)));
  return { extraction, parsed };
}

function reportOf(seen: Observed, dictionary: Dictionary): SentenceReport {
  const { parsed } = seen;
  const { tagged, sentence, base } = parsed;
  const { tokens, first } = tagged;
  return {
    start: sentence.start,
    end: sentence.end,
    tokens: tagged.tags.map((tag, at) => ({
      text: tokens.text.slice(tokens.start[first + at], tokens.end[first + at]),
      tag,
      ...(tagged.mention[at]! >= 0 ? { mention: tagged.mention[at]! + base } : {}),
    })),
    clauses: parsed.clauses.filter(({ verb }) => verb).map((clause) => clauseReport(clause, parsed)),
    predicates: predicatesOf(seen, dictionary),
    unknown: unknownNames(parsed).filter((name) => !entityNamed(name, dictionary)),
  };
}

function clauseReport(clause: Clause, parsed: Parsed): ClauseReport {
  const { verb, subject } = clause;
  const words = (from: number, to: number): string => parsed.tagged.words.slice(from, to).join(' ');
  const shown = (phrase: NounPhrase): string =>
    [phrase, ...phrase.conjuncts].map((one) => phraseText(one, parsed)).join(' + ');
  return {
    link: clause.link,
    ...(clause.marker ? { marker: clause.marker } : {}),
    ...(verb ? { verb: words(verb.first, verb.last), ...(verb.passive ? { passive: true } : {}) } : {}),
    ...(subject ? { subject: shown(subject) } : {}),
    ...(subject && clause.subjectBy ? { subjectBy: clause.subjectBy } : {}),
    objects: clause.objects.map(shown),
    phrases: clause.phrases.map(({ preposition, object }) => `${preposition} ${object ? shown(object) : ''}`.trim()),
  };
}

function predicatesOf({ parsed, discourse, found }: Observed, { grammar }: Dictionary): PredicateReport[] {
  const reader = new SlotReader(grammar, discourse);
  return candidatesOf(parsed, grammar, reader).map((candidate) => {
    const { kind, lemmas, frames, predicate } = candidate;
    const word = parsed.tagged.words.slice(predicate.first, predicate.last).join(' ');
    const reports = [...new Set(frames)].map((frame) => ({ frame, report: diagnose(candidate, frame, found, reader) }));
    const hits = reports.filter(({ frame }) => matched(candidate, frame, found)).map(({ report }) => report);
    const misses = reports.map(({ report }) => report).sort((a, b) => b.slots.length - a.slots.length);
    return {
      word,
      kind,
      matched: hits.map(({ failed: _, ...report }) => report),
      failed: hits.length > 0 || !candidate.near ? [] : misses.filter(({ failed }) => failed),
      ...(frames.length === 0
        ? {
            failure: {
              stage: 'no frame' as const,
              why: `no frame has the ${kind} "${lemmas[0]}"`,
              edit: `add ${kind === 'verb' ? 'its base form' : 'it'} to "${kind}" of a frame, or a frame of its own, in relations.yaml`,
            },
          }
        : {}),
    };
  });
}

/** Runs of capitalised words inside a sentence that are in no mention. */
function unknownNames(parsed: Parsed): string[] {
  const { tagged } = parsed;
  const { tokens, first, count, mention, tags } = tagged;
  const names: string[] = [];
  const times = timesOf(parsed);
  let start = -1;
  for (let at = 1; at <= count; at++) {
    const capital =
      at < count &&
      mention[at]! < 0 &&
      !times.some((time) => time.first <= at && at < time.last) &&
      (tokens.flags[first + at]! & FLAG.capital) !== 0 &&
      /^(N|NS|P)$/.test(tags[at]!);
    if (capital && start < 0) start = at;
    if (!capital && start >= 0) {
      names.push(tokens.text.slice(tokens.start[first + start], tokens.end[first + at - 1]));
      start = -1;
    }
  }
  return tagged.headline ? [] : names;
}
