import type { Extractor } from '../../workers/task.js';

/** An extractor that finds nothing: what is left is the way through queue, pool and stream. */
export async function createExtractor(): Promise<Extractor> {
  return {
    version: 'none',
    symmetric: [],
    extract: ({ id, text = '' }) => ({
      documentId: id,
      dictionaryVersion: 'none',
      language: 'en',
      text,
      sentences: [],
      mentions: [],
      relations: [],
    }),
  };
}
