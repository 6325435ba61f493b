import type { Diagnostic } from '../schema/diagnostic.js';
import type { CompiledDictionary } from './compile.js';
import type { Path } from './edit.js';
import type { DictionaryFile } from './read.js';

/** A problem, with the file that it stands in and, where that is safe, the item whose removal mends it. */
export interface Finding {
  readonly diagnostic: Diagnostic;
  readonly layer: number;
  readonly remove?: Path;
}

/** What the rules of `dict check` see. */
export interface CheckContext {
  readonly files: readonly DictionaryFile[];
  readonly compiled: CompiledDictionary;
  report(file: DictionaryFile, path: Path, finding: Reported): void;
}

export interface Reported {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly hint?: string;
  /** The item whose removal mends it. */
  readonly remove?: Path;
}

/** A rule of `dict check`. */
export type Rule = (context: CheckContext) => void;

/** `file:line` of a part of a file. */
export function placeOf(file: DictionaryFile, path: Path): string {
  return `${file.path}:${file.place(path).line}`;
}
