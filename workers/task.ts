import type { Document } from '../src/schema/document.js';
import type { Extraction } from '../src/schema/extraction.js';
import { describeOutcome, type Outcome } from '../src/stream/outcome.js';

/** What an extractor module exports as `createExtractor(folders)`: the dictionary is loaded once. */
export interface Extractor {
  /** Content hash of the dictionary: letters, digits, `-` and `_`. */
  readonly version: string;
  /** Relation types whose arguments have no order. */
  readonly symmetric: readonly string[];
  extract(document: Document & { id: string }): Extraction;
}

/** What a lane needs to begin. */
export interface TaskData {
  /** Url of the extractor module. */
  readonly extractor: string;
  /** Dictionary folders. */
  readonly folders: readonly string[];
}

/** What a lane tells when it is ready. */
export interface TaskInfo {
  readonly version: string;
}

/** The task of the pool: a document as JSON → what it came to, as strings. Runs in threads. */
export async function createTask(data: TaskData): Promise<{ info: TaskInfo; run(json: string): Promise<Outcome> }> {
  const module = (await import(data.extractor)) as { createExtractor(folders: readonly string[]): Promise<Extractor> };
  const extractor = await module.createExtractor(data.folders);
  if (!/^[\w-]{1,64}$/.test(extractor.version)) throw new Error(`not a dictionary version: ${extractor.version}`);
  const symmetric = new Set(extractor.symmetric);
  return {
    info: { version: extractor.version },
    async run(json) {
      const document = JSON.parse(json) as Document & { id: string };
      return describeOutcome(document, await extractor.extract(document), symmetric);
    },
  };
}
