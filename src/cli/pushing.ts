import type { Producer, PushItem, PushResult } from '../queue/producer.js';
import { complain, print, say } from './output.js';

/** How what is pushed is told: a JSON line for each document on stdout, and the sum at the end. */
export interface Pushing {
  /** Pushes, and tells what became of each. */
  send(items: readonly PushItem[]): Promise<void>;
  /** Tells of a document that cannot be pushed. */
  refuse(input: string, error: { readonly code: string; readonly reason: string }): Promise<void>;
  /** Tells of anything else that was done. */
  note(line: Record<string, unknown> & { readonly status: PushStatus }): Promise<void>;
  readonly sum: Readonly<Record<PushStatus, number>>;
}

export type PushStatus = 'queued' | 'known' | 'absent' | 'rejected';

export interface PushingOptions {
  readonly waitMs: number;
  readonly signal: AbortSignal;
  /** No line for each document. */
  readonly quiet: boolean;
  /** Prints a complaint where a bar may be drawn. */
  readonly aside?: (print: () => void) => void;
}

/** Pushes documents and tells what became of them. */
export function openPushing(producer: Producer, options: PushingOptions): Pushing {
  const { waitMs, signal, quiet, aside = (print) => print() } = options;
  const sum = { queued: 0, known: 0, absent: 0, rejected: 0 };
  const note: Pushing['note'] = async (line) => {
    sum[line.status]++;
    if (!quiet) await print(JSON.stringify(line));
  };
  const refuse: Pushing['refuse'] = async (input, { code, reason }) => {
    aside(() => complain(`${input}: ${reason}`));
    await note({ input, status: 'rejected', code, reason });
  };
  const told = async ({ input = '' }: PushItem, result: PushResult) => {
    if (result.status === 'rejected') return refuse(input, result.error);
    await note({ input, documentId: result.documentId, status: result.status });
  };
  return {
    sum,
    note,
    refuse,
    async send(items) {
      const results = await producer.push(items, { waitMs, signal });
      for (const [index, result] of results.entries()) await told(items[index] as PushItem, result);
    },
  };
}

/** A sum in words: "3 queued, 12 known". */
export function inWords(sum: Readonly<Record<string, number>>): string {
  const parts = Object.entries(sum).filter(([, count]) => count > 0);
  return parts.map(([what, count]) => `${count} ${what}`).join(', ');
}

/** Tells the sum on stderr. */
export function saySum(sum: Readonly<Record<string, number>>): void {
  say(inWords(sum) || 'nothing pushed');
}
