import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FeedMemory } from '../sources/feed-reader.js';

/** What is remembered of feeds, in a file: without it, or when it cannot be read, every feed is new. */
export interface FeedMemories {
  get(feed: string): FeedMemory | undefined;
  /** Keeps what a reading left; the file is replaced whole. */
  keep(feed: string, memory: FeedMemory): Promise<void>;
}

/** Opens the memory in a data folder. */
export async function openMemories(dataDir: string, scope: string): Promise<FeedMemories> {
  const path = join(dataDir, 'feeds.json');
  const known = await read(path);
  const mine = { ...known[scope] };
  return {
    get: (feed) => (mine[feed]?.items ? mine[feed] : undefined),
    async keep(feed, memory) {
      mine[feed] = memory;
      await mkdir(dirname(path), { recursive: true });
      const fresh = `${path}.${process.pid}`;
      await writeFile(fresh, JSON.stringify({ ...(await read(path)), [scope]: mine }));
      await rename(fresh, path);
    },
  };
}

type Known = Record<string, Record<string, FeedMemory>>;

async function read(path: string): Promise<Known> {
  try {
    const known = JSON.parse(await readFile(path, 'utf8')) as unknown;
    return typeof known === 'object' && known !== null ? (known as Known) : {};
  } catch {
    return {};
  }
}
