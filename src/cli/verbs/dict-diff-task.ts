import { compileDictionary } from '../../dictionary/compile.js';
import { type Outline, outline } from '../../dictionary/outline.js';
import type { SourceFile } from '../../dictionary/read.js';
import { extract } from '../../extract/extract.js';
import { formatDiagnostic } from '../../schema/diagnostic.js';
import type { Document } from '../../schema/document.js';

/** The task of a `dict diff` thread: a document as JSON → what one dictionary reads in it. */
export async function createTask(data: {
  sources: readonly SourceFile[];
}): Promise<{ info: { version: string }; run(json: string): Outline }> {
  const { dictionary, diagnostics } = compileDictionary(data.sources);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`${errors.length} errors, the first: ${formatDiagnostic(errors[0]!)}`);
  return {
    info: { version: dictionary.version },
    run: (json) => outline(extract(JSON.parse(json) as Document & { id: string }, dictionary)),
  };
}
