import { pino } from 'pino';

/** A structured log on stderr: one JSON line each, long values cut. */
export type Log = pino.Logger;

const MOST = 2_000;

/** Opens the log of a process. `name` says which. */
export function createLog(name: string, level: string): Log {
  return pino(
    {
      name,
      level,
      base: { pid: process.pid, name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(args, method) {
          const cut = args.map((value: unknown) => shorten(value)) as typeof args;
          method.apply(this, cut);
        },
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string') return value.length > MOST ? `${value.slice(0, MOST)}…` : value;
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, typeof item === 'string' ? shorten(item) : item]),
  );
}
