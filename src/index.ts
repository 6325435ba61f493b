/**
 * Chokepoint as a library, pure: no Redis, no clock, no output.
 *
 * ```ts
 * import { bundledDictionaries, extract, loadDictionary } from 'chokepoint';
 *
 * const { dictionary, diagnostics } = await loadDictionary([bundledDictionaries]);
 * const { mentions, relations } = extract({ id: 'a', text: 'DeepSeek stockpiled the H20.' }, dictionary);
 * ```
 *
 * Queue, stream and sinks are entry points of their own: `chokepoint/queue`, `chokepoint/stream`, `chokepoint/sinks`; the
 * contracts with their zod schemas are `chokepoint/schema`.
 */
import { fileURLToPath } from 'node:url';

export { type CompiledDictionary, compileDictionary } from './dictionary/compile.js';
export type { Dictionary } from './dictionary/dictionary.js';
export { loadDictionary, readFolder } from './dictionary/load.js';
export type { SourceFile } from './dictionary/read.js';
export { extract, type IdentifiedDocument } from './extract/extract.js';
export { type Diagnostic, formatDiagnostic } from './schema/diagnostic.js';
export type { Document } from './schema/document.js';
export type { ChokepointEvent } from './schema/event.js';
export type { Argument, Extraction, Mention, Relation, Span } from './schema/extraction.js';
export { type GoldPassage, type GoldSet, type Rates, type Report, readGold, score } from './score/index.js';

/** Folder of the dictionaries that come with the package. */
export const bundledDictionaries = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../dictionaries' : '../../dictionaries', import.meta.url),
);
