import { cachedReader } from '../src/dictionary/cache.js';
import { compileDictionary } from '../src/dictionary/compile.js';
import { readDictionaryFiles } from '../src/dictionary/load.js';
import type { SourceFile } from '../src/dictionary/read.js';
import { extract } from '../src/extract/extract.js';
import { formatDiagnostic } from '../src/schema/diagnostic.js';
import type { Extractor } from './task.js';

const read = cachedReader();

/**
 * The extractor of the worker: `extract` with the dictionaries of these folders, or with these files. Files that have not changed
 * since the last version are not read again. @throws Error when they have errors.
 */
export async function createExtractor(folders: readonly string[], files?: readonly SourceFile[]): Promise<Extractor> {
  const { dictionary, diagnostics } = compileDictionary(files ?? (await readDictionaryFiles(folders)), read);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`the dictionaries have errors:\n${errors.map(formatDiagnostic).join('\n')}`);
  const relations = [...dictionary.grammar.relations.values()];
  return {
    version: dictionary.version,
    symmetric: relations.filter(({ symmetric }) => symmetric).map(({ id }) => id),
    extract: (document) => extract(document, dictionary),
  };
}
