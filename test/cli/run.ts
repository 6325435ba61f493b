import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');
const LOADER = join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs');
const MAIN = join(root, 'src', 'cli', 'main.ts');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves when stdout or stderr holds the words. */
  says(words: string, ms?: number): Promise<void>;
  kill(signal?: NodeJS.Signals): void;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  readonly input?: string | Buffer;
}

/** Starts the command line as a process of its own, with nothing of this environment but PATH and HOME. */
export function start(args: readonly string[], { cwd, env = {}, input }: RunOptions = {}): Running {
  const child = spawn(process.execPath, ['--import', LOADER, MAIN, ...args], {
    cwd: cwd ?? root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
  });
  let out = '';
  let err = '';
  const waiting: (() => void)[] = [];
  const heard = () => {
    for (const check of waiting) check();
  };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
    heard();
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  return {
    ended: new Promise((done) => child.once('close', (code) => done({ code, out, err }))),
    says: (words, ms = 60_000) =>
      new Promise((done, fail) => {
        const timer = setTimeout(() => fail(new Error(`did not say "${words}": ${out}${err}`)), ms);
        const check = () => {
          if (!out.includes(words) && !err.includes(words)) return;
          clearTimeout(timer);
          done();
        };
        waiting.push(check);
        check();
      }),
    kill: (signal = 'SIGTERM') => child.kill(signal),
  };
}

/** Runs the command line to its end. */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return start(args, options).ended;
}

/** The lines of JSON in a text. */
export function jsonLines<T = Record<string, unknown>>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}
