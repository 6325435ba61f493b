import type { StreamEntry } from '../stream/entry.js';
import { compareIds, PositionError } from '../stream/position.js';

/**
 * Where a reader of all partitions is, as the id of a server-sent event: `<id>@<partition>,…`, the latest first. Partitions are
 * read one after the other, so an event may come that is a little older than one that was told; the cursor names
 * what was told of each partition within that margin, so that resuming skips nothing and repeats nothing.
 */
export class Cursor {
  private readonly told = new Map<number, string>();
  private latest = '0-0';

  /** Milliseconds that a partition may lag behind another. */
  static readonly MARGIN_MS = 5_000;

  /** @throws PositionError for what is no cursor. */
  static parse(text: string): Cursor {
    const cursor = new Cursor();
    for (const part of text.split(',')) {
      const match = /^(\d{1,16}-\d{1,20})(?:@(\d{1,4}))?$/.exec(part.trim());
      if (!match) throw new PositionError(`${text.slice(0, 60)}: no id of an event`);
      const [, id = '', partition] = match;
      if (compareIds(id, cursor.latest) > 0) cursor.latest = id;
      if (partition !== undefined) cursor.told.set(Number(partition), id);
    }
    return cursor;
  }

  /** The stream id to read on from, in every partition. */
  get since(): string {
    const ms = Number(this.latest.split('-')[0]);
    return `${Math.max(0, ms - Cursor.MARGIN_MS)}-0`;
  }

  /** Whether the event was told before. */
  knows({ partition, id }: Pick<StreamEntry, 'partition' | 'id'>): boolean {
    const last = this.told.get(partition);
    return last !== undefined && compareIds(id, last) <= 0;
  }

  /** Takes note of an event and returns the cursor after it. */
  advance({ partition, id }: Pick<StreamEntry, 'partition' | 'id'>): string {
    this.told.delete(partition);
    this.told.set(partition, id);
    if (compareIds(id, this.latest) > 0) this.latest = id;
    const oldest = this.since;
    for (const [other, last] of this.told) if (compareIds(last, oldest) < 0) this.told.delete(other);
    return [...this.told]
      .reverse()
      .map(([other, last]) => `${last}@${other}`)
      .join(',');
  }
}
