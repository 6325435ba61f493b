import { setTimeout as sleep } from 'node:timers/promises';
import { type Sink, SinkDataError, type SinkEntry, SinkStoppedError } from './sink.js';

/** A batch as `consumeBatches` yields it. */
export interface DeliveryBatch<Entry extends SinkEntry> {
  readonly entries: readonly Entry[];
  ack(entries?: readonly Entry[]): Promise<void>;
  setAside(entry: Entry, reason: string): Promise<void>;
}

export interface DeliverOptions {
  /** Tries of an entry that the sink says it cannot take; default 3. */
  readonly dataAttempts?: number;
  readonly signal?: AbortSignal;
  /** Told of every batch that is safe in the sink. */
  readonly onDelivered?: (entries: readonly SinkEntry[]) => void;
  /** Told of every failed try. */
  readonly onTrouble?: (error: Error, waitMs: number) => void;
}

/**
 * Writes batches to a sink, each until it succeeds: trouble of the sink is waited out, an entry that it cannot take is
 * set aside alone. Acknowledged is only what is safe in the sink.
 * @throws SinkStoppedError when the sink asks for it.
 */
export async function deliver<Entry extends SinkEntry>(
  sink: Sink,
  batches: AsyncIterable<DeliveryBatch<Entry>>,
  options: DeliverOptions = {},
): Promise<void> {
  const { signal } = options;
  await patiently(() => sink.open(), options);
  for await (const batch of batches) {
    if (signal?.aborted) return;
    if (batch.entries.length === 0) continue;
    const whole = await attempt(sink, batch.entries, options);
    if (signal?.aborted) return;
    if (whole === undefined) await batch.ack();
    else await oneByOne(sink, batch, options);
    if (signal?.aborted) return;
    options.onDelivered?.(batch.entries);
  }
}

async function oneByOne<Entry extends SinkEntry>(
  sink: Sink,
  batch: DeliveryBatch<Entry>,
  options: DeliverOptions,
): Promise<void> {
  for (const entry of batch.entries) {
    let failure: SinkDataError | undefined;
    for (let tries = 0; tries < (options.dataAttempts ?? 3); tries++) {
      if (tries > 0) await pause(tries, options.signal);
      failure = await attempt(sink, [entry], options);
      if (!failure || options.signal?.aborted) break;
    }
    if (options.signal?.aborted) return;
    if (failure) await batch.setAside(entry, failure.message);
    else await batch.ack([entry]);
  }
}

/** Writes until the sink has it, or says that it never will. */
async function attempt(
  sink: Sink,
  entries: readonly SinkEntry[],
  options: DeliverOptions,
): Promise<SinkDataError | undefined> {
  try {
    await patiently(() => sink.write(entries), options);
    return undefined;
  } catch (error) {
    if (error instanceof SinkDataError) return error;
    throw error;
  }
}

async function patiently(action: () => Promise<void>, options: DeliverOptions): Promise<void> {
  for (let tries = 1; !options.signal?.aborted; tries++) {
    try {
      return await action();
    } catch (error) {
      if (error instanceof SinkDataError || error instanceof SinkStoppedError) throw error;
      await pause(tries, options.signal, (ms) => options.onTrouble?.(error as Error, ms));
    }
  }
}

async function pause(tries: number, signal?: AbortSignal, tell?: (ms: number) => void): Promise<void> {
  const ms = Math.round(Math.min(30_000, 200 * 2 ** tries) * (0.5 + Math.random() / 2));
  tell?.(ms);
  await sleep(ms, undefined, signal ? { signal } : {}).catch(() => {});
}
