import type { Commit, CommitContext, CommitSubject } from '../src/stream/commit.js';
import type { Outcome } from '../src/stream/outcome.js';

/** Documents that one command commits: of one partition, made with one dictionary. */
export interface CommitGroup {
  readonly context: CommitContext;
  readonly partition: number;
  readonly commits: Commit[];
}

/** A command with so many facts keeps Redis for about 5 ms; a document with more has one of its own. */
const MAX_FACTS = 1_000;
const MAX_CHARS = 512 * 1024;

/** Puts the documents of a job together. */
export class CommitGroups {
  readonly all: CommitGroup[] = [];
  private readonly open = new Map<string, { group: CommitGroup; facts: number; chars: number }>();

  add(context: CommitContext, subject: CommitSubject, outcome: Outcome): void {
    const { partition } = subject;
    const name = `${partition} ${context.dictionaryVersion}`;
    const facts = outcome.facts.length;
    const chars = outcome.facts.reduce((sum, fact) => sum + fact[2].length, outcome.extracted.length);
    const known = this.open.get(name);
    if (known && known.facts + facts <= MAX_FACTS && known.chars + chars <= MAX_CHARS) {
      known.group.commits.push({ subject, outcome });
      known.facts += facts;
      known.chars += chars;
      return;
    }
    const group = { context, partition, commits: [{ subject, outcome }] };
    this.all.push(group);
    this.open.set(name, { group, facts, chars });
  }
}
