import type { Dictionary } from '../../dictionary/dictionary.js';
import type { SourceFile } from '../../dictionary/read.js';
import type { Extract } from '../../dictionary/run-tests.js';
import { formatDiagnostic } from '../../schema/diagnostic.js';
import { Failure } from '../exit.js';
import { plain, say } from '../output.js';
import { counted } from '../words.js';
import { type Folders, openFolders, readFolders } from './dict-folders.js';

export interface Compiled {
  readonly folders: Folders;
  readonly sources: readonly SourceFile[];
  readonly dictionary: Dictionary;
  readonly extract: Extract;
}

/**
 * Reads and compiles folders and gives the extractor for them. Errors are printed on stderr.
 * @throws Failure when there are any
 */
export async function openCompiled(given: readonly string[] = []): Promise<Compiled> {
  const folders = await openFolders(given);
  const sources = await readFolders(folders);
  const { compileDictionary } = await import('../../dictionary/compile.js');
  const { dictionary, diagnostics } = compileDictionary(sources);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  for (const error of errors) say(plain(formatDiagnostic(error)));
  if (errors.length > 0)
    throw new Failure(`the dictionaries have ${counted(errors.length, 'error')}; \`dict check\` lists all`);
  const { extract } = await import('../../extract/extract.js');
  return { folders, sources, dictionary, extract: (document) => extract(document, dictionary) };
}
