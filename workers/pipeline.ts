import type { Metrics } from '../src/observe/metrics.js';
import { readBodies, type StoredBody } from '../src/queue/bodies.js';
import type { Breaker } from '../src/queue/breaker.js';
import { registerDictionary } from '../src/queue/dictionaries.js';
import type { ItemResult } from '../src/queue/pool/lane.js';
import type { Pool } from '../src/queue/pool/pool.js';
import { PostponeError, type Task } from '../src/queue/worker.js';
import type { CommitContext } from '../src/stream/commit.js';
import { type PackedOutcome, packOutcome, withdrawnOutcome } from '../src/stream/outcome.js';
import { rejectDocument } from '../src/stream/reject.js';
import { Committer } from './committer.js';
import type { VersionedOutcome } from './task.js';

/** Told of every document that leaves, for the log. */
export type Leaving = (documentId: string, outcome: string, reason?: string) => void;

/**
 * Works on a job: reads the latest bodies, has them extracted, commits each document by itself. A document that cannot be
 * extracted is set aside and hinders no other; a Redis that cannot be used is waited for.
 */
export class Pipeline {
  /** Ordinals of the dictionary versions that are or were in use here. */
  private readonly ordinals = new Map<string, number>();
  private readonly committer = new Committer();

  /** @param context with a dictionary ordinal of 0: it is asked for with the first job. */
  constructor(
    private context: CommitContext,
    private readonly pool: Pool<VersionedOutcome>,
    private readonly metrics: Metrics,
    private readonly leaving: Leaving = () => {},
  ) {}

  /** Goes on with another dictionary. What threads still finish with the one before is committed under that one's name. */
  use(dictionaryVersion: string, dictionaryOrdinal: number): void {
    const { context } = this;
    if (context.dictionaryOrdinal > 0) this.ordinals.set(context.dictionaryVersion, context.dictionaryOrdinal);
    this.ordinals.delete(dictionaryVersion);
    this.context = { ...context, dictionaryVersion, dictionaryOrdinal };
  }

  async process(task: Task, breaker: Breaker): Promise<void> {
    const { client, keys } = this.context;
    const context = await breaker.run(() => this.upToDate(task.dictionary));
    const found = await breaker.run(() => readBodies(client, keys, task.pointers));
    const bodies = found.filter((body) => body !== undefined);
    const texts = bodies.filter(({ withdrawn }) => !withdrawn);
    const results = await this.pool.run(
      texts.map(({ json }) => json),
      task.suspect,
    );
    const contexts = await breaker.run(() => this.contextsOf(results, task.dictionary));
    const outcomes = new Map(texts.map((body, i) => [body, results[i] as ItemResult<VersionedOutcome>]));
    await Promise.all(
      bodies.map((body) => {
        const result = outcomes.get(body);
        const commit = (under: CommitContext, outcome: PackedOutcome) =>
          this.commit(under, body, outcome, breaker, task.suspect);
        if (!result) return commit(context, packOutcome(withdrawnOutcome(context.dictionaryVersion)));
        if ('ok' in result) return commit(contexts.get(result.ok.dictionaryVersion) ?? context, result.ok);
        return this.reject(context, body, { ...result, attempts: task.attempt }, breaker);
      }),
    );
  }

  /** Sets aside the document of a job that failed for good. */
  async quarantine(
    pointer: Task['pointers'][number],
    rejection: { code: string; reason: string; attempts: number },
    breaker: Breaker,
  ): Promise<void> {
    const { client, keys } = this.context;
    const [body] = await breaker.run(() => readBodies(client, keys, [pointer]));
    if (body?.order !== pointer.order) return;
    const context = await breaker.run(() => this.upToDate(0));
    await this.reject(context, body, rejection, breaker);
  }

  /** The context with the dictionary's ordinal, asked for anew by a job that needs a newer one. @throws PostponeError */
  private async upToDate(least: number): Promise<CommitContext> {
    const { client, keys, dictionaryVersion, dictionaryOrdinal } = this.context;
    if (dictionaryOrdinal === 0 || least > dictionaryOrdinal) {
      const ordinal = await registerDictionary(client, keys, dictionaryVersion);
      this.context = { ...this.context, dictionaryOrdinal: ordinal };
    }
    if (this.context.dictionaryOrdinal < least) throw new PostponeError('a worker with a newer dictionary is needed');
    return this.context;
  }

  /** A context for each dictionary version that the results were made with. @throws PostponeError for one that is too old. */
  private async contextsOf(
    results: readonly ItemResult<VersionedOutcome>[],
    least: number,
  ): Promise<Map<string, CommitContext>> {
    const contexts = new Map<string, CommitContext>();
    for (const result of results) {
      if (!('ok' in result) || contexts.has(result.ok.dictionaryVersion)) continue;
      const { dictionaryVersion } = result.ok;
      const dictionaryOrdinal = await this.ordinalOf(dictionaryVersion);
      if (dictionaryOrdinal < least) throw new PostponeError('made with a dictionary that is too old by now');
      contexts.set(dictionaryVersion, { ...this.context, dictionaryVersion, dictionaryOrdinal });
    }
    return contexts;
  }

  private async ordinalOf(version: string): Promise<number> {
    const { client, keys, dictionaryVersion, dictionaryOrdinal } = this.context;
    if (version === dictionaryVersion && dictionaryOrdinal > 0) return dictionaryOrdinal;
    const known = this.ordinals.get(version) ?? (await registerDictionary(client, keys, version));
    this.ordinals.set(version, known);
    return known;
  }

  private async commit(
    context: CommitContext,
    subject: StoredBody,
    outcome: PackedOutcome,
    breaker: Breaker,
    alone: boolean,
  ): Promise<void> {
    const { result, asserted, retracted } = await this.committer.commit(context, subject, outcome, breaker, alone);
    const { metrics } = this;
    metrics.commits.inc({ result });
    metrics.documents.inc({ outcome: result === 'stale' ? 'stale' : 'committed' });
    if (result === 'ok') {
      metrics.duration.observe(Math.max(0, Date.now() - Date.parse(subject.acceptedAt)) / 1000);
      metrics.events.inc({ type: 'extracted' });
      if (asserted > 0) metrics.events.inc({ type: 'asserted' }, asserted);
      if (retracted > 0) metrics.events.inc({ type: 'retracted' }, retracted);
    }
    this.leaving(subject.documentId, result);
  }

  private async reject(
    context: CommitContext,
    body: StoredBody,
    rejection: { code: string; reason: string; attempts: number },
    breaker: Breaker,
  ): Promise<void> {
    const result = await breaker.run(() => rejectDocument(context, body, rejection));
    if (result === 'ok') this.metrics.events.inc({ type: 'rejected' });
    this.metrics.documents.inc({ outcome: 'rejected' });
    this.leaving(body.documentId, `rejected: ${rejection.code}`, rejection.reason);
  }
}
