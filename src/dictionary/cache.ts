import { readFile, type SourceFile } from './read.js';

/** `readFile` with a memory: a file whose text has not changed is not parsed again. Nearly all of the time of a compilation. */
export function cachedReader(): typeof readFile {
  const known = new Map<string, { text: string; result: ReturnType<typeof readFile> }>();
  return (source: SourceFile) => {
    const key = `${source.layer ?? 0}:${source.path}`;
    const before = known.get(key);
    if (before?.text === source.text) return before.result;
    const result = readFile(source);
    known.set(key, { text: source.text, result });
    return result;
  };
}
