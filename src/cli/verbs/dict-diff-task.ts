import { affectedBy } from '../../dictionary/affected.js';
import { cachedReader } from '../../dictionary/cache.js';
import { type Change, compare } from '../../dictionary/compare.js';
import { compileDictionary } from '../../dictionary/compile.js';
import type { Dictionary } from '../../dictionary/dictionary.js';
import { outline } from '../../dictionary/outline.js';
import type { SourceFile } from '../../dictionary/read.js';
import { extract } from '../../extract/extract.js';
import { formatDiagnostic } from '../../schema/diagnostic.js';
import type { Document } from '../../schema/document.js';
import { clean } from '../../text/clean.js';

/** A version of the dictionaries by the name that the user gave it. */
export interface NamedVersion {
  readonly name: string;
  readonly sources: readonly SourceFile[];
}

/** What differs in a document; nothing when neither version was needed to know that nothing does. */
export type Difference = readonly Change[] | undefined;

export interface DiffTask {
  readonly info: { readonly versions: readonly string[] };
  run(json: string): Difference;
}

/** The task of a `dict diff` thread: a document as JSON → what two dictionaries read differently in it. */
export async function createTask({
  versions,
  full,
}: {
  versions: readonly NamedVersion[];
  full: boolean;
}): Promise<DiffTask> {
  const reader = cachedReader();
  const [before, after] = versions.map(({ name, sources }) => ({
    sources,
    dictionary: compile(name, sources, reader),
  }));
  const affected = full ? undefined : affectedBy(before!, after!, reader);
  return {
    info: { versions: [before!.dictionary.version, after!.dictionary.version] },
    run(json) {
      const { html, ...document } = JSON.parse(json) as Document & { id: string };
      const text = document.text ?? clean(html ?? '').text;
      if (affected && !affected(text)) return undefined;
      const [old, fresh] = [before!, after!].map(({ dictionary }) =>
        outline(extract({ ...document, text }, dictionary)),
      );
      return compare(document.id, old!, fresh!);
    },
  };
}

function compile(name: string, sources: readonly SourceFile[], reader: ReturnType<typeof cachedReader>): Dictionary {
  const { dictionary, diagnostics } = compileDictionary(sources, reader);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Error(`${name}: ${errors.length} errors, the first: ${formatDiagnostic(errors[0]!)}`);
  return dictionary;
}
