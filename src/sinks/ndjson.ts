import { closeSync, openSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sink, SinkEntry } from './sink.js';

export interface NdjsonOptions {
  readonly folder: string;
  /** Size in bytes from which a new file is begun; default 64 MiB. */
  readonly rotateBytes?: number;
}

interface Series {
  file: FileHandle;
  number: number;
  bytes: number;
  /** Ids of the lines in this file and the one before. */
  ids: Set<string>;
  older: Set<string>;
}

/**
 * Writes events as lines of JSON, one series of files a partition: `events-p3-000001.ndjson`, …. A batch is on the disk
 * before it is acknowledged. A line that was torn by a crash is cut off at the next start, and an event that stands in
 * the last two files is not written again. One process a folder.
 */
export class NdjsonSink implements Sink {
  readonly name = 'ndjson';
  private readonly series = new Map<number, Series>();
  private readonly rotateBytes: number;
  private readonly lock: string;

  constructor(private readonly options: NdjsonOptions) {
    this.rotateBytes = options.rotateBytes ?? 64 * 2 ** 20;
    this.lock = join(options.folder, '.lock');
  }

  /** @throws Error when another living process writes to the folder. */
  async open(): Promise<void> {
    await mkdir(this.options.folder, { recursive: true });
    try {
      closeSync(openSync(this.lock, 'wx'));
    } catch {
      const holder = Number(await readFile(this.lock, 'utf8').catch(() => '0'));
      if (holder > 0 && holder !== process.pid && isAlive(holder)) {
        throw new Error(`process ${holder} already writes to ${this.options.folder}`);
      }
    }
    const file = await open(this.lock, 'w');
    await file.writeFile(String(process.pid));
    await file.close();
  }

  async write(entries: readonly SinkEntry[]): Promise<void> {
    const byPartition = new Map<number, SinkEntry[]>();
    for (const entry of entries) {
      const list = byPartition.get(entry.partition);
      if (list) list.push(entry);
      else byPartition.set(entry.partition, [entry]);
    }
    for (const [partition, list] of byPartition) {
      try {
        await this.append(partition, list);
      } catch (error) {
        // What is on the disk is unknown now: look again before the next try.
        const series = this.series.get(partition);
        this.series.delete(partition);
        await series?.file.close().catch(() => {});
        throw error;
      }
    }
  }

  async close(): Promise<void> {
    for (const { file } of this.series.values()) await file.close();
    this.series.clear();
    await rm(this.lock, { force: true });
  }

  private async append(partition: number, entries: readonly SinkEntry[]): Promise<void> {
    let series = this.series.get(partition) ?? (await this.resume(partition));
    if (series.bytes >= this.rotateBytes) series = await this.rotate(partition, series);
    const fresh: SinkEntry[] = [];
    const seen = new Set<string>();
    for (const entry of entries) {
      const key = entryKey(entry.event);
      if (seen.has(key) || series.ids.has(key) || series.older.has(key)) continue;
      seen.add(key);
      fresh.push(entry);
    }
    if (fresh.length === 0) return;
    const text = Buffer.from(fresh.map(({ json }) => `${json}\n`).join(''));
    await writeAll(series.file, text);
    await series.file.datasync();
    series.bytes += text.length;
    for (const key of seen) series.ids.add(key);
  }

  private path(partition: number, number: number): string {
    return join(this.options.folder, `events-p${partition}-${String(number).padStart(6, '0')}.ndjson`);
  }

  /** Opens the last file of a series, mends its end and learns what stands in it. */
  private async resume(partition: number): Promise<Series> {
    const pattern = new RegExp(`^events-p${partition}-(\\d{6})\\.ndjson$`);
    const numbers = (await readdir(this.options.folder))
      .flatMap((name) => pattern.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
    const number = numbers.at(-1) ?? 1;
    const before = numbers.at(-2);
    const older = before === undefined ? new Set<string>() : (await readIds(this.path(partition, before))).ids;
    const { ids, bytes } = await readIds(this.path(partition, number));
    const file = await open(this.path(partition, number), 'a');
    await file.truncate(bytes);
    const series = { file, number, bytes, ids, older };
    this.series.set(partition, series);
    return series;
  }

  private async rotate(partition: number, series: Series): Promise<Series> {
    await series.file.close();
    const number = series.number + 1;
    const file = await open(this.path(partition, number), 'a');
    const next = { file, number, bytes: 0, ids: new Set<string>(), older: series.ids };
    this.series.set(partition, next);
    return next;
  }
}

/** The ids of the whole lines of a file, and where the last whole line ends. */
async function readIds(path: string): Promise<{ ids: Set<string>; bytes: number }> {
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const bytes = content.lastIndexOf(10) + 1;
  const ids = new Set<string>();
  for (let start = 0; start < bytes; ) {
    const end = content.indexOf(10, start);
    ids.add(entryKey(JSON.parse(content.toString('utf8', start, end)) as { source: string; id: string }));
    start = end + 1;
  }
  return { ids, bytes };
}

function entryKey({ source, id }: { source: string; id: string }): string {
  return `${id} ${source}`;
}

async function writeAll(file: FileHandle, buffer: Buffer): Promise<void> {
  for (let done = 0; done < buffer.length; ) done += (await file.write(buffer, done)).bytesWritten;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
