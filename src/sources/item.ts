import type { DocumentError } from '../schema/document-error.js';

/** One document as it was read, or why it could not be. `input` names it in messages: a file, `file:line`, a feed and a title. */
export type SourceItem =
  | { readonly input: string; readonly document: Record<string, unknown> }
  | { readonly input: string; readonly error: DocumentError };

export const FORMATS = ['auto', 'text', 'html', 'json', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];
