/**
 * Chokepoint as a library, pure: no Redis, no clock, no output.
 *
 * ```ts
 * import { extract, loadDictionary } from 'chokepoint';
 *
 * const { dictionary, diagnostics } = await loadDictionary([bundledDictionaries()]);
 * const { mentions, relations } = extract({ text: 'DeepSeek stockpiled the H20.' }, dictionary);
 * ```
 *
 * Queue, stream and sinks are entry points of their own: `chokepoint/queue`, `chokepoint/stream`, `chokepoint/sinks`; the
 * contracts with their zod schemas are `chokepoint/schema`.
 */
export {};
