import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the installed package: the nearest one above this file with a package.json. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('package.json not found');
    folder = above;
  }
  return folder;
}

export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;
}

/**
 * Garbage is collected by the thread that made it: all cores of a worker are at work on documents, and the collector's helpers
 * took a tenth of them. V8 takes this at the start of a process alone.
 */
const LONE_COLLECTOR = '--single-threaded-gc';

/**
 * Arguments for node that run a process of `workers/`: compiled when this program is compiled, else through tsx, which is found from
 * here: the process may run in any folder.
 */
export function workerCommand(name: string): string[] {
  const root = packageRoot();
  if (import.meta.url.endsWith('.ts'))
    return [LONE_COLLECTOR, '--import', import.meta.resolve('tsx'), join(root, 'workers', `${name}.ts`)];
  return [LONE_COLLECTOR, join(root, 'dist', 'workers', `${name}.js`)];
}
