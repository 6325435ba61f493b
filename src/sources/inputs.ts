import { DocumentError } from '../schema/document-error.js';
import { readDocuments } from './file.js';
import type { Format, SourceItem } from './item.js';
import { readStdin } from './stdin.js';

export interface InputOptions {
  readonly format?: Format;
  /** Largest document, in UTF-8 bytes. */
  readonly maxBytes: number;
}

/** Reads documents from files, `-` being stdin. A bad one is an item with an error; the others go on. */
export async function* readInputs(
  paths: readonly string[],
  { format = 'auto', maxBytes }: InputOptions,
): AsyncGenerator<SourceItem> {
  for (const path of paths) {
    try {
      yield* path === '-' ? readStdin(format, maxBytes) : readDocuments(path, format, maxBytes);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      yield { input: path === '-' ? 'stdin' : path, error };
    }
  }
}
