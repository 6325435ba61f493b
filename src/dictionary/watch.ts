import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface WatchOptions {
  /** Milliseconds between two looks; default 250. */
  readonly everyMs?: number;
  readonly signal: AbortSignal;
}

/**
 * Yields each time the YAML files under the folders have changed and have then stood still for one look, so that an editor that
 * writes in steps is waited for. Looks at names, sizes and times: works on network drives and mounts, where notices get lost.
 */
export async function* watchFolders(
  folders: readonly string[],
  { everyMs = 250, signal }: WatchOptions,
): AsyncGenerator<void> {
  let settled = await signature(folders);
  let last = settled;
  for (;;) {
    await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {});
    if (signal.aborted) return;
    const now = await signature(folders);
    if (now === last && now !== settled) {
      settled = now;
      yield;
    }
    last = now;
  }
}

async function signature(folders: readonly string[]): Promise<string> {
  const parts = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
      const files = names.filter((name) => /\.ya?ml$/.test(name)).sort();
      return Promise.all(
        files.map(async (name) => {
          const found = await stat(join(folder, name)).catch(() => undefined);
          return `${name} ${found?.size} ${found?.mtimeMs} ${found?.ino}`;
        }),
      );
    }),
  );
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}
