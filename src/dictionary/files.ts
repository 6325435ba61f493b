import { readFile, type SourceFile } from './read.js';

/** Whether a file is of a kind: `types`, `entities`, `relations`, … Files that cannot be read are of none. */
export function isKind(source: SourceFile, kind: string): boolean {
  return readFile(source).file?.kind === kind;
}

/** Whether a file declares entity types. Reads only files that have the word where a key may begin. */
export function declaresTypes(source: SourceFile): boolean {
  return /^[\s{"'-]*types\b/m.test(source.text) && isKind(source, 'types');
}
