/** The queue of documents: push, withdraw, reprocess, dead letters, status, and the worker that takes them off. */
export { readBodies, type StoredBody } from './bodies.js';
export { Breaker } from './breaker.js';
export { type DeadFilter, type DeadLetter, dropDead, listDead, retryDead, showDead } from './dead.js';
export {
  activateDictionary,
  type PublishedDictionary,
  type PublishedFile,
  publishDictionary,
  publishedVersion,
  readPublished,
  registerDictionary,
  withdrawDictionary,
} from './dictionaries.js';
export { type DocumentJob, type DocumentPointer, QUEUE_NAME } from './job.js';
export type { ItemResult, TaskModule } from './pool/lane.js';
export { Pool, PoolError, type PoolOptions } from './pool/pool.js';
export { DocumentError, type PreparedDocument, prepareDocument } from './prepare.js';
export { BackpressureError, memoryRatio } from './pressure.js';
export { Producer, type PushItem, type PushOptions, type PushResult } from './producer.js';
export { type ReprocessOptions, reprocess } from './reprocess.js';
export { type QueueStatus, queueStatus } from './status.js';
export { DocumentWorker, type DocumentWorkerOptions, PostponeError, type Task, type WorkerEvent } from './worker.js';
