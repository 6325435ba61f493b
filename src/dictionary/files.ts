import { readFile, type SourceFile } from './read.js';

/** Whether a file is of a kind: `types`, `entities`, `relations`, … Files that cannot be read are of none. */
export function isKind(source: SourceFile, kind: string): boolean {
  return readFile(source).file?.kind === kind;
}
