import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';

const STALE_MS = 30_000;

/** Tries once to take a lock file for this process. A lock whose holder is dead, or that is older than 30 s, is broken. */
export function tryLock(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    const age = Date.now() - statSync(path).mtimeMs;
    if (age > STALE_MS || (holder > 0 && holder !== process.pid && !isAlive(holder))) rmSync(path, { force: true });
  } catch {
    // The holder released it meanwhile.
  }
  return false;
}

export function unlock(path: string): void {
  rmSync(path, { force: true });
}

/** True while a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
