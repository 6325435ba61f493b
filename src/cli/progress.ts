import { createReadStream, statSync } from 'node:fs';
import { extname } from 'node:path';
import { SingleBar } from 'cli-progress';
import { say } from './output.js';

/** Progress of a long run, on stderr. */
export interface Progress {
  add(count: number): void;
  /** Prints something else without breaking the bar. */
  aside(print: () => void): void;
  stop(): void;
}

const SHOW_AFTER_MS = 1_000;
const LINE_MS = 10_000;

/**
 * A bar on a terminal, once the run has taken a second; else a line every ten seconds. No bar where stdout prints a line
 * for each document on the same terminal.
 */
export function openProgress(total: number | undefined, quiet: boolean): Progress {
  const started = Date.now();
  const bar =
    process.stderr.isTTY && (quiet || !process.stdout.isTTY)
      ? new SingleBar({
          format: ' {bar} {value}/{total} documents, {duration_formatted}',
          barCompleteChar: '█',
          barIncompleteChar: '░',
          stream: process.stderr,
          clearOnComplete: true,
          hideCursor: true,
        })
      : undefined;
  let done = 0;
  let running = false;
  let told = started;
  return {
    add(count) {
      done += count;
      const now = Date.now();
      if (bar) {
        if (!running && now - started < SHOW_AFTER_MS) return;
        if (!running) bar.start(total ?? done, done);
        running = true;
        if (total === undefined || done > total) bar.setTotal(done);
        bar.update(done);
      } else if (now - told >= LINE_MS) {
        told = now;
        say(`${done}${total === undefined ? '' : ` of ${total}`} documents`);
      }
    },
    aside(print) {
      if (running) process.stderr.write('\r\u001b[K');
      print();
    },
    stop() {
      if (running) bar?.stop();
    },
  };
}

/** How many documents the files hold: one each, or one a line; undefined when stdin is among them. */
export async function countDocuments(paths: readonly string[]): Promise<number | undefined> {
  if (paths.includes('-')) return undefined;
  let count = 0;
  for (const path of paths) {
    const lines = ['.jsonl', '.ndjson'].includes(extname(path).toLowerCase());
    count += lines && statSync(path, { throwIfNoEntry: false })?.isFile() ? await countLines(path) : 1;
  }
  return count;
}

async function countLines(path: string): Promise<number> {
  let count = 0;
  let last = 10;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++;
    last = chunk[chunk.length - 1] ?? 10;
  }
  return last === 10 ? count : count + 1;
}
