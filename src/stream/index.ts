/** The stream of events: commit what a document came to, read as a group or alone, trim safely. */
export { type Batch, type BatchOptions, consumeBatches, type Gap, gapText } from './batches.js';
export { type CommitContext, type CommitResult, type CommitSubject, commitOutcome } from './commit.js';
export { type ConsumeOptions, consume } from './consume.js';
export { type EventFilter, eventMatcher, fullType, type StreamEntry } from './entry.js';
export { factId } from './fact.js';
export { type DocumentState, Fold } from './fold.js';
export { dropGroup, ensureGroup, listGroups } from './group.js';
export { describeOutcome, type Outcome, type PackedOutcome, packOutcome, withdrawnOutcome } from './outcome.js';
export { PositionError, parsePosition } from './position.js';
export { type ReadOptions, readEvents } from './read.js';
export { type Rejection, rejectDocument } from './reject.js';
export { type GroupStatus, type StreamStatus, streamStatus } from './status.js';
export { type TrimReport, trimEvents } from './trim.js';
