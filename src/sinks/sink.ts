import type { ChokepointEvent } from '../schema/event.js';

/** One entry of the event stream, as a sink needs it. */
export interface SinkEntry {
  readonly partition: number;
  /** Position in the partition. */
  readonly sequence: number;
  /** The event as JSON. */
  readonly json: string;
  readonly event: ChokepointEvent;
}

/**
 * A downstream store. `write` returns when the entries are safe there; writing the same again changes nothing. Entries of
 * one partition come in order.
 */
export interface Sink {
  /** Names it in logs, metrics and as a consumer group. */
  readonly name: string;
  /** Gets ready, creates what is missing. */
  open(): Promise<void>;
  /**
   * @throws SinkDataError when an entry cannot be taken, whatever is tried; SinkStoppedError when nothing more is wanted;
   * any other error means: try again later.
   */
  write(entries: readonly SinkEntry[]): Promise<void>;
  close(): Promise<void>;
}

/** The store will never take this entry. */
export class SinkDataError extends Error {
  override name = 'SinkDataError';
}

/** The store asks to be left alone. */
export class SinkStoppedError extends Error {
  override name = 'SinkStoppedError';
}
