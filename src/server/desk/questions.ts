import type { Change } from '../../dictionary/compare.js';
import type { Decided } from '../../dictionary/decisions.js';
import type { SourceFile } from '../../dictionary/read.js';
import type { TestFailure } from '../../dictionary/run-tests.js';
import type { Suggestion } from '../../dictionary/suggest.js';
import type { Diagnostic } from '../../schema/diagnostic.js';
import type { Extraction } from '../../schema/extraction.js';
import type { Changes } from './changes.js';
import type { Edit, UnitView } from './edits.js';

/** What the desk can be asked. */
export type Question =
  | { readonly ask: 'extract'; readonly document: unknown }
  | { readonly ask: 'unit'; readonly place: string; readonly id?: string }
  | { readonly ask: 'fresh'; readonly type: string; readonly name: string }
  | { readonly ask: 'preview'; readonly edit: Edit; readonly document: unknown }
  | { readonly ask: 'tests'; readonly edit: Edit | null }
  | { readonly ask: 'corpus'; readonly edit: Edit; readonly documents: readonly unknown[] }
  | { readonly ask: 'suggest'; readonly documents: readonly unknown[] }
  | { readonly ask: 'decide'; readonly decided: readonly Decided[] }
  | { readonly ask: 'edited'; readonly edit: Edit }
  | { readonly ask: 'files' };

/** What is wrong with an edit that was not wrong before. */
interface Wrong {
  readonly fresh: readonly Diagnostic[];
  readonly errors: number;
}

/** What it answers. */
export interface Answers {
  extract: Extraction;
  unit: UnitView | null;
  fresh: UnitView;
  /** What the document comes to with the edit. */
  preview: Wrong & { readonly version: string; readonly extraction: Extraction; readonly changes: Changes };
  tests: { readonly passed: number; readonly failed: number; readonly failures: readonly TestFailure[] };
  /** What a corpus comes to with the edit. */
  corpus: { readonly documents: number; readonly total: number; readonly changes: readonly Change[] };
  /** What the dictionaries lack, by a corpus. */
  suggest: {
    readonly suggestions: readonly Suggestion[];
    readonly total: number;
    readonly kinds: Readonly<Record<string, readonly string[]>>;
  };
  /** The files that decisions change, and what was done. */
  decide: {
    readonly files: readonly { readonly path: string; readonly text: string; readonly before: string | null }[];
    readonly layer: number;
    readonly done: readonly string[];
    readonly failed: readonly string[];
  };
  /** The file that the edit changes, as it would be and as it is; null when it is not there yet. */
  edited: Wrong & {
    readonly path: string;
    readonly layer: number;
    readonly text: string;
    readonly before: string | null;
  };
  /** The files of the dictionary, to publish them. */
  files: readonly SourceFile[];
}

/** What the desk's dictionaries are. */
export interface DeskInfo {
  readonly version: string;
  readonly entities: number;
  readonly types: readonly string[];
  readonly relations: readonly string[];
  /** Errors of the files as they are. */
  readonly diagnostics: readonly Diagnostic[];
}
