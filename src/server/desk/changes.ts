import { relationLine } from '../../dictionary/run-tests.js';
import type { Extraction } from '../../schema/extraction.js';

/** What an edit does to a document: lines that come and lines that go. */
export interface Changes {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** Compares two extractions of the same document, mention by mention and relation by relation. */
export function changes(before: Extraction, after: Extraction): Changes {
  const [old, fresh] = [lines(before), lines(after)];
  return { gone: missing(old, fresh), come: missing(fresh, old) };
}

function lines({ mentions, relations, sentences }: Extraction): string[] {
  return [
    ...mentions.map(({ start, text, type, name, id }) => `${start}\t[${text}] ${type} ${name}${id ? ` (${id})` : ''}`),
    ...relations.map((relation) => `${sentences[relation.sentence]?.start ?? 0}\t${relationLine(relation)}`),
  ];
}

/** The lines of `some` that `others` lack, without their positions, each once. */
function missing(some: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return [...new Set(some.filter((line) => !known.has(line)).map((line) => line.slice(line.indexOf('\t') + 1)))];
}
