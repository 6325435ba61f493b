import type { SourceFile } from '../src/dictionary/read.js';
import type { TaskOf } from '../src/queue/pool/lane.js';
import type { Document } from '../src/schema/document.js';
import type { Extraction } from '../src/schema/extraction.js';
import { describeOutcome, type PackedOutcome, packOutcome } from '../src/stream/outcome.js';

/** What an extractor module exports as `createExtractor(folders, files)`: the dictionary is loaded once, and anew for each new version. */
export interface Extractor {
  /** Content hash of the dictionary: letters, digits, `-` and `_`. */
  readonly version: string;
  /** Relation types whose arguments have no order. */
  readonly symmetric: readonly string[];
  extract(document: Document & { id: string }): Extraction;
}

/** What a document came to, and with which dictionary. */
export interface VersionedOutcome extends PackedOutcome {
  readonly dictionaryVersion: string;
}

/** What a lane needs to begin. */
export interface TaskData {
  /** Url of the extractor module. */
  readonly extractor: string;
  /** Dictionary folders. */
  readonly folders: readonly string[];
  /** The files of a published dictionary: used in the place of the folders. */
  readonly files?: readonly SourceFile[];
}

/** What a lane tells when it is ready. */
export interface TaskInfo {
  readonly version: string;
}

/** From here on giving memory away is cheaper than copying it. */
const LARGE_BYTES = 4 * 1024;

/** The task of the pool: a document as JSON → what it came to, packed. Runs in threads. */
export async function createTask(data: TaskData): Promise<TaskOf<VersionedOutcome> & { info: TaskInfo }> {
  const module = (await import(data.extractor)) as {
    createExtractor(folders: readonly string[], files?: readonly SourceFile[]): Promise<Extractor>;
  };
  const extractor = await module.createExtractor(data.folders, data.files);
  if (!/^[\w-]{1,64}$/.test(extractor.version)) throw new Error(`not a dictionary version: ${extractor.version}`);
  const symmetric = new Set(extractor.symmetric);
  return {
    info: { version: extractor.version },
    async run(json) {
      const document = JSON.parse(json) as Document & { id: string };
      const outcome = describeOutcome(document, await extractor.extract(document), symmetric);
      return { ...packOutcome(outcome), dictionaryVersion: extractor.version };
    },
    // Until the next full collection a thread would keep what it has copied.
    transfers: ({ packed }) => (packed.bytes.length < LARGE_BYTES ? [] : [packed.bytes.buffer]),
  };
}
