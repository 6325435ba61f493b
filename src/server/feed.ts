import type { Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { RedisHandle } from '../redis/open.js';
import type { EventFilter } from '../stream/entry.js';
import { PositionError, parsePosition } from '../stream/position.js';
import { readEvents } from '../stream/read.js';
import { Cursor } from './cursor.js';
import { Problem } from './problem.js';
import type { Services } from './services.js';

const MOST_READERS = 100;
const BEAT_MS = 15_000;
const RETRY_MS = 2_000;

/**
 * `GET /events`: the stream as server-sent events. `Last-Event-ID` goes on where a reader was; `since` says where to begin
 * (`start`, a time, a stream id; default: now); `type`, `relation` and `entity` choose, and may be repeated.
 */
export function feedRoutes(app: Hono, { redis, log }: Services): void {
  let readers = 0;
  app.get('/events', async (context) => {
    if (readers >= MOST_READERS) {
      throw new Problem(503, 'readers', `${MOST_READERS} readers are connected`, { 'retry-after': '10' });
    }
    const cursor = begin(context);
    const filter = filterOf(context);
    const last = context.req.header('last-event-id');
    const since = last ? cursor.since : await position(context, redis);
    const end = new AbortController();
    context.header('x-accel-buffering', 'no');
    return streamSSE(
      context,
      async (stream) => {
        readers++;
        stream.onAbort(() => end.abort());
        const beat = setInterval(() => void stream.write(': still here\n\n'), BEAT_MS);
        try {
          await stream.write(`retry: ${RETRY_MS}\n\n`);
          for await (const entry of readEvents(redis, { ...filter, since, follow: true, signal: end.signal })) {
            if (cursor.knows(entry)) continue;
            await stream.writeSSE({ id: cursor.advance(entry), event: entry.event.type, data: entry.json });
            if (end.signal.aborted) break;
          }
        } finally {
          clearInterval(beat);
          readers--;
        }
      },
      async (error) => {
        // The reader comes back by itself and goes on where it was.
        log.warn({ reason: error.message }, 'a reader of events was cut off');
      },
    );
  });
}

function begin(context: Context): Cursor {
  const last = context.req.header('last-event-id');
  try {
    return last ? Cursor.parse(last) : new Cursor();
  } catch (error) {
    throw unusable(error);
  }
}

async function position(context: Context, redis: RedisHandle): Promise<string> {
  const since = context.req.query('since');
  if (since === undefined || since === 'end') {
    // By the clock of Redis, which gives the events their ids.
    const [seconds, micros] = (await redis.client.time()).map(Number) as [number, number];
    return `${seconds * 1000 + Math.floor(micros / 1000)}-0`;
  }
  try {
    parsePosition(since);
    return since;
  } catch (error) {
    throw unusable(error);
  }
}

function filterOf(context: Context): EventFilter {
  const list = (name: string) => context.req.queries(name)?.filter(Boolean) ?? [];
  const [types, relations, entities] = [list('type'), list('relation'), list('entity')];
  return {
    ...(types.length > 0 ? { types } : {}),
    ...(relations.length > 0 ? { relations } : {}),
    ...(entities.length > 0 ? { entities } : {}),
  };
}

function unusable(error: unknown): unknown {
  return error instanceof PositionError ? new Problem(400, 'position', error.message) : error;
}
