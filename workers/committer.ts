import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Breaker } from '../src/queue/breaker.js';
import { isCluster } from '../src/redis/connect.js';
import {
  type Commit,
  type CommitContext,
  type CommitResult,
  type CommitSubject,
  commitOutcomes,
} from '../src/stream/commit.js';
import type { PackedOutcome } from '../src/stream/outcome.js';

/** A command with so much keeps Redis for about 5 ms; a document with more has one of its own. */
const MAX_BYTES = 512 * 1024;
const MAX_DOCUMENTS = 64;

/** Documents that one command commits: made with one dictionary, in a Cluster of one partition. */
interface Group {
  readonly commits: Commit[];
  bytes: number;
  readonly results: Promise<CommitResult[]>;
}

/**
 * Commits documents of all jobs: those that come in the same turn, and those that come while a command of their kind is under
 * way, go with one command. Each is told its own result.
 */
export class Committer {
  /** Groups that still take documents, by what must be the same in a group. */
  private readonly open = new Map<string, Group>();
  private readonly running = new Map<string, Promise<unknown>>();

  /**
   * @param alone a document that made trouble before: no other shall fail with it.
   * @throws what the command throws, for every document of the group.
   */
  async commit(
    context: CommitContext,
    subject: CommitSubject,
    outcome: PackedOutcome,
    breaker: Breaker,
    alone: boolean,
  ): Promise<CommitResult> {
    const commit = { subject, outcome };
    if (alone) {
      const [result] = await breaker.run(() => commitOutcomes(context, [commit]));
      return result as CommitResult;
    }
    const bytes = outcome.packed.bytes.length;
    const partition = isCluster(context.client) ? subject.partition : '';
    const name = `${partition} ${context.dictionaryVersion} ${context.dictionaryOrdinal}`;
    let group = this.open.get(name);
    if (!group || group.commits.length >= MAX_DOCUMENTS || group.bytes + bytes > MAX_BYTES) {
      group = this.begin(name, context, breaker);
    }
    const place = group.commits.push(commit) - 1;
    group.bytes += bytes;
    return (await group.results)[place] as CommitResult;
  }

  private begin(name: string, context: CommitContext, breaker: Breaker): Group {
    const before = this.running.get(name);
    const commits: Commit[] = [];
    const send = async () => {
      await (before ?? nextTurn());
      if (this.open.get(name) === group) this.open.delete(name);
      return breaker.run(() => commitOutcomes(context, commits));
    };
    const results = send();
    const group: Group = { commits, bytes: 0, results };
    const settled = results.then(
      () => {},
      () => {},
    );
    this.open.set(name, group);
    this.running.set(name, settled);
    void settled.then(() => {
      if (this.running.get(name) === settled) this.running.delete(name);
    });
    return group;
  }
}
