import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RedisHandle } from '../../src/redis/open.js';
import { type Served, type ServeOptions, startServer } from '../../src/server/serve.js';
import { type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface World {
  readonly url: string;
  readonly redis: RedisHandle;
  readonly temporary: TemporaryRedis;
  /** Dictionary folder of the test: the shipped grammar, a few entries. */
  readonly folder: string;
  readonly served: Served;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

/** A server of its own on a free port, with a Redis and a small dictionary of its own. */
export async function startWorld(options: Partial<ServeOptions> & { config?: object } = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-serve-'));
  smallDictionary(folder);
  const temporary = await temporaryRedis();
  const redis = await temporary.open(options.config ?? {});
  const quiet = { info: () => {}, warn: () => {}, error: console.error };
  const served = await startServer({
    redis,
    log: quiet,
    host: '127.0.0.1',
    port: 0,
    rate: 1_000,
    folders: [folder],
    version: '0.0.0',
    root: ROOT,
    ...options,
  });
  await served.ready;
  const url = `http://127.0.0.1:${served.port}`;
  return {
    url,
    redis,
    temporary,
    folder,
    served,
    fetch: (path, init) => fetch(url + path, init),
    async stop() {
      await served.close();
      await temporary.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The shipped types, frames and word lists with a handful of entries: loaded in a moment. */
export function smallDictionary(folder: string): void {
  mkdirSync(join(folder, 'firms'));
  for (const name of ['types', 'assertion', 'discovery', 'nominals', 'relations']) {
    cpSync(join(ROOT, 'dictionaries', `${name}.yaml`), join(folder, `${name}.yaml`));
  }
  writeFileSync(
    join(folder, 'firms', 'own.yaml'),
    `# Firms of the test.
type: firm
entries:
  # the first
  - { id: nvidia, name: Nvidia, kind: chip-designer, source: general } # green
  - { id: bytedance, name: ByteDance, kind: internet, source: general }
`,
  );
  writeFileSync(
    join(folder, 'firms', 'own.test.yaml'),
    'tests:\n  - text: "[ByteDance](firm) leases servers from [Nvidia](firm)."\n    relations: ["leases(ByteDance, Nvidia)"]\n',
  );
}
