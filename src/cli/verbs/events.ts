import { Command } from 'commander';
import { EVENT_TYPES } from '../../schema/event.js';
import type { EventFilter } from '../../stream/entry.js';
import { collect } from '../dictionaries.js';
import { eventLine } from '../event-line.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { painter, print, stdoutClosed } from '../output.js';
import { withRedis } from '../redis.js';
import { untilStopped } from '../signals.js';

interface Options {
  group?: string;
  from?: string;
  since?: string;
  replay?: boolean;
  once?: boolean;
  json?: boolean;
  type?: string[];
  relation?: string[];
  entity?: string[];
  limit?: string;
}

export function eventsVerb(): Command {
  return new Command('events')
    .description(
      `Prints the events of the stream and waits for more. Without a group nothing is remembered and everything is seen;
with --group it goes on where the group was, and an event counts as read once it is printed.`,
    )
    .option('--json', 'CloudEvents, one JSON line each; else one readable line each')
    .option('--group <name>', 'read as this consumer group')
    .option('--from <position>', 'where to begin: start, end, a time (ISO 8601) or a stream id', 'start')
    .option('--since <duration>', 'begin this long ago: 90s, 15m, 6h, 2d')
    .option('--replay', 'with --group: let the group read again from --from')
    .option('--once', 'end when everything there is has been read')
    .option('--limit <count>', 'end after this many events')
    .option('--type <type>', 'only these: asserted, retracted, extracted, rejected (repeatable)', collect)
    .option('--relation <type>', 'only events of these relations (repeatable)', collect)
    .option('--entity <name>', 'only events about these names or ids (repeatable)', collect)
    .addHelpText(
      'after',
      `
Examples:
  chokepoint events
  chokepoint events --once --json | jq -c .data.relation
  chokepoint events --since 2d --type asserted --relation restricts --entity Nvidia
  chokepoint events --group my-store --json | my-store-loader
  chokepoint events --group my-store --replay --from 2025-11-01`,
    )
    .action(action(run));
}

async function run(options: Options): Promise<ExitCode> {
  if (options.replay && options.group === undefined) {
    throw new UsageError('--replay needs --group; without a group everything is read anyway');
  }
  const limit = options.limit === undefined ? Number.POSITIVE_INFINITY : Number(options.limit);
  if (!(limit > 0)) throw new UsageError(`--limit ${options.limit}: not a count`);
  const since = position(options);
  const known = Object.entries(EVENT_TYPES);
  for (const type of options.type ?? [])
    if (!known.some(([word, full]) => [word, full, full.slice('chokepoint.'.length, -'.v1'.length)].includes(type)))
      throw new UsageError(`--type ${type}: not one of ${known.map(([word]) => word).join(', ')}`);
  const filter: EventFilter = {
    ...(options.type ? { types: options.type } : {}),
    ...(options.relation ? { relations: options.relation } : {}),
    ...(options.entity ? { entities: options.entity } : {}),
  };
  const signal = untilStopped();
  const paint = painter();
  let printed = 0;
  return withRedis(async (redis) => {
    const { consume, dropGroup, parsePosition, readEvents } = await import('../../stream/index.js');
    parsePosition(since);
    const show = async (event: Parameters<typeof eventLine>[0], json: string): Promise<boolean> => {
      await print(options.json ? json : eventLine(event, paint));
      return ++printed < limit && !stdoutClosed();
    };
    if (options.group === undefined) {
      for await (const { event, json } of readEvents(redis, { ...filter, since, follow: !options.once, signal })) {
        if (!(await show(event, json))) break;
      }
      return EXIT.ok;
    }
    if (options.replay) await dropGroup(redis, options.group);
    const idle = options.once ? { idleMs: 1_000 } : {};
    let more = true;
    for await (const event of consume({ ...filter, ...idle, group: options.group, since, signal, redis })) {
      // The event is acknowledged when the loop comes back for the next one: stop there, not before.
      if (!more) break;
      more = await show(event, JSON.stringify(event));
    }
    return EXIT.ok;
  });
}

/** Where to begin, as the stream understands it. */
function position({ from, since }: Options): string {
  if (since === undefined) return from === 'end' ? String(Date.now()) : (from ?? 'start');
  const match = /^(\d+)([smhd])$/.exec(since);
  if (!match) throw new UsageError(`--since ${since}: not a duration such as 90s, 15m, 6h or 2d`);
  const unit = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as 's' | 'm' | 'h' | 'd'];
  return String(Date.now() - Number(match[1]) * unit);
}
