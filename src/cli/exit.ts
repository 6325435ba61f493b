import { complain, stdoutClosed } from './output.js';

/** Exit codes: all well; something was found or failed; the command or its settings were wrong. */
export const EXIT = { ok: 0, findings: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command cannot be meant like this; the message is one line for people. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Something could not be done; the message is one line for people. */
export class Failure extends Error {
  override name = 'Failure';
}

/** Told apart by name, so that nothing heavy is loaded to report an error. */
const USAGE = new Set(['UsageError', 'ConfigError', 'RedisSetupError', 'PositionError']);
const KNOWN = new Set(['Failure', 'BackpressureError', 'DocumentError', 'MaxRetriesPerRequestError']);

/** What the operating system says of files, in words. */
const FILE_TROUBLE: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  ENOTDIR: 'is not in a folder',
  EACCES: 'may not be used',
  EPERM: 'may not be used',
  EROFS: 'is on a disk that cannot be written',
  ENOSPC: 'does not fit on the disk',
};

/** Turns the body of a verb into an action: its result or its error becomes the exit code, never a stack trace. */
export function action<Arguments extends unknown[]>(
  body: (...args: Arguments) => Promise<ExitCode | undefined>,
): (...args: Arguments) => Promise<void> {
  return async (...args) => {
    try {
      process.exitCode = (await body(...args)) ?? EXIT.ok;
    } catch (error) {
      process.exitCode = report(error);
    }
  };
}

/** Reports an error in one line and gives the exit code for it. */
export function report(error: unknown): ExitCode {
  if (stdoutClosed()) return EXIT.ok;
  const { name, message, stack, code, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (process.env.CHOKEPOINT_LOG_LEVEL === 'debug' && stack) process.stderr.write(`${stack}\n`);
  if (name !== undefined && USAGE.has(name)) {
    complain(message);
    return EXIT.usage;
  }
  const reason = code === undefined ? undefined : FILE_TROUBLE[code];
  const known = (name !== undefined && KNOWN.has(name)) || typeof code === 'string';
  if (reason !== undefined && path !== undefined) complain(`${path}: ${reason}`);
  else complain(known ? message : `unexpected error: ${message ?? error} (CHOKEPOINT_LOG_LEVEL=debug tells where)`);
  return EXIT.findings;
}
