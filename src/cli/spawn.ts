import { type ChildProcess, spawn } from 'node:child_process';
import { workerCommand } from './package.js';

/** Starts a process of `workers/` with this environment; its stderr is ours. It sends a message when it is ready. */
export function startWorker(name: string, args: readonly string[] = [], env = process.env): ChildProcess {
  return spawn(process.execPath, [...workerCommand(name), ...args], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Waits for the end of a process and gives its exit code. Signals are passed on, but for the SIGINT that a terminal sends to both. */
export function exitOf(child: ChildProcess): Promise<number> {
  const pass = (signal: NodeJS.Signals) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
}
