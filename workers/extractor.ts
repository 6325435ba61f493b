import { loadDictionary } from '../src/dictionary/load.js';
import { extract } from '../src/extract/extract.js';
import { formatDiagnostic } from '../src/schema/diagnostic.js';
import type { Extractor } from './task.js';

/** The extractor of the worker: `extract` with the dictionaries of these folders. @throws Error when they have errors. */
export async function createExtractor(folders: readonly string[]): Promise<Extractor> {
  const { dictionary, diagnostics } = await loadDictionary(folders);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`the dictionaries have errors:\n${errors.map(formatDiagnostic).join('\n')}`);
  const relations = [...dictionary.grammar.relations.values()];
  return {
    version: dictionary.version,
    symmetric: relations.filter(({ symmetric }) => symmetric).map(({ id }) => id),
    extract: (document) => extract(document, dictionary),
  };
}
