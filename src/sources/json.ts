import { DocumentError } from '../schema/document-error.js';
import type { SourceItem } from './item.js';

/** The documents of a JSON text: one, or a list of them. @throws DocumentError when it is no JSON. */
export function jsonDocuments(text: string, input: string): SourceItem[] {
  const value = parseJson(text, input);
  if (!Array.isArray(value)) return [{ input, document: value }];
  return value.map((document, index) => ({ input: `${input}[${index}]`, document }));
}

/** Whatever a JSON text holds; whether it is a document is seen later. @throws DocumentError */
export function parseJson(text: string, input: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw new DocumentError('not-json', input, `is not JSON: ${(error as Error).message.slice(0, 120)}`);
  }
}
