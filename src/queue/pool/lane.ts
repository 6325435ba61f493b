import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** What a task module exports: it is imported in the lane, once. */
export interface TaskModule<Result = unknown> {
  /** Prepares the task. `info` is handed to whoever started the pool. */
  createTask(data: unknown): Promise<TaskOf<Result>>;
}

/** A task that is ready: works on one item after another. */
export interface TaskOf<Result = unknown> {
  readonly info?: unknown;
  run(item: string): Result | Promise<Result>;
  /** Memory of a result that a thread gives away instead of copying it. */
  transfers?(result: Result): readonly ArrayBuffer[];
}

/** What became of an item: a result, or an error of the task's own. */
export type ItemResult<Result> = { readonly ok: Result } | { readonly code: string; readonly reason: string };

export type LaneMessage =
  | { readonly ready: unknown }
  | { readonly failed: string }
  | { readonly renewed: unknown }
  | { readonly refused: string }
  | { readonly results: ItemResult<unknown>[] };

/** Asks a lane to prepare its task anew, with other data; it goes on with the old task when that fails. */
export interface Renewal {
  readonly renew: unknown;
}

/** Where items are worked on, out of the way of the event loop: it may be killed at any time. */
export interface Lane {
  send(message: string[] | Renewal): void;
  /** Index of the item that is being worked on. */
  current(): number;
  /** MiB that the lane takes by itself; 0 when it shares this process. */
  memoryMb(): number;
  kill(): void;
}

export interface LaneOptions {
  /** Url of the task module. */
  readonly task: string;
  readonly data: unknown;
  readonly memoryMb: number;
  readonly onMessage: (message: LaneMessage) => void;
  /** Called once, when the lane has ended by itself or was killed. */
  readonly onEnd: (reason: string) => void;
}

const FROM_SOURCES = import.meta.url.endsWith('.ts');
const ENTRY = new URL(`./entry${FROM_SOURCES ? '.ts' : '.js'}`, import.meta.url);
/** From sources (tests) the lanes need the loader for TypeScript, which a thread does not inherit. */
const LOADER = FROM_SOURCES ? import.meta.resolve('tsx') : '';
const BOOT = `import(${JSON.stringify(LOADER)}.replace('loader.mjs', 'esm/api/index.mjs'))
  .then((tsx) => { tsx.register(); return import(${JSON.stringify(ENTRY.href)}); });`;

/** A thread: quick to talk to; its heap is limited, and it dies alone unless it ends the process on purpose. */
export function threadLane({ task, data, memoryMb, onMessage, onEnd }: LaneOptions): Lane {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(FROM_SOURCES ? BOOT : ENTRY, {
    eval: FROM_SOURCES,
    workerData: { task, data, progress },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: Math.min(24, memoryMb) },
    stdin: false,
  });
  let reason = 'ended';
  worker.on('message', onMessage);
  worker.on('error', (error: NodeJS.ErrnoException) => {
    reason = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : error.message;
  });
  worker.once('exit', () => onEnd(reason));
  return {
    send: (message) => worker.postMessage(message),
    current: () => Atomics.load(progress, 0),
    memoryMb: () => 0,
    kill: () => void worker.terminate(),
  };
}

/** A process of its own, for suspects: whatever an item does, only this process ends. */
export function processLane({ task, data, memoryMb, onMessage, onEnd }: LaneOptions): Lane {
  const child: ChildProcess = fork(fileURLToPath(ENTRY), [], {
    execArgv: [...(FROM_SOURCES ? ['--import', LOADER] : []), `--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let ended = false;
  const end = (reason: string) => {
    if (ended) return;
    ended = true;
    onEnd(reason);
  };
  child.on('message', (message) => onMessage(message as LaneMessage));
  child.once('error', (error) => end(error.message));
  child.once('exit', (code, signal) => end(signal ? `killed by ${signal}` : `ended with code ${code}`));
  child.send({ task, data });
  return {
    send: (message) => void child.send(message, () => {}),
    current: () => 0,
    memoryMb: () => residentMb(child.pid),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Resident memory of a process in MiB, 0 where the system does not tell. */
function residentMb(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / 2 ** 20;
  } catch {
    return 0;
  }
}
