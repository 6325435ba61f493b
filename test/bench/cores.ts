import { readFileSync } from 'node:fs';

/** Processor time in ms: of the main thread, and of all others (extraction, garbage collection, compiling). */
export interface CoreTime {
  readonly main: number;
  readonly others: number;
}

/** Milliseconds of the system's clock ticks, in which it counts a process's time. */
const TICK_MS = 10;

/** What a process has used so far, threads that have ended included; nothing where there is no `/proc`. */
export function coreTime(pid: number | undefined): CoreTime {
  try {
    const main = Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const all = (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    return { main, others: Math.max(0, all - main) };
  } catch {
    return { main: 0, others: 0 };
  }
}

/** Starts to count for several processes; the function returned says what they used since, in sum. */
export function countCores(pids: readonly (number | undefined)[]): () => CoreTime {
  const before = pids.map(coreTime);
  return () => {
    const now = pids.map(coreTime);
    const sum = (part: keyof CoreTime) => now.reduce((all, time, i) => all + time[part] - (before[i]?.[part] ?? 0), 0);
    return { main: sum('main'), others: sum('others') };
  };
}
