import { Command } from 'commander';
import { readConfig } from '../../schema/config.js';
import { action, type ExitCode, UsageError } from '../exit.js';
import { exitOf, startWorker } from '../spawn.js';

interface Options {
  group?: string;
}

export function deliverVerb(): Command {
  return new Command('deliver')
    .description(
      `Writes the event stream to each sink until SIGTERM or Ctrl-C. Each sink reads as a group of its own, goes on where it
was after a restart, and holds every event once.`,
    )
    .argument('<sinks...>', 'ndjson:FOLDER, postgres://…, pglite:FOLDER, https://…')
    .option('--group <name>', 'consumer group, for a single sink; else named after the sink')
    .addHelpText(
      'after',
      `
Examples:
  chokepoint deliver ndjson:events
  chokepoint deliver postgres://chokepoint@db/news
  CHOKEPOINT_WEBHOOK_SECRET=… chokepoint deliver https://hooks.example/chokepoint`,
    )
    .action(action(run));
}

/** How the address of a sink begins. */
const SINK = /^(postgres(ql)?:\/\/|pglite:|ndjson:|https?:\/\/)./;

async function run(sinks: string[], { group }: Options): Promise<ExitCode> {
  readConfig();
  const bad = sinks.find((sink) => !SINK.test(sink));
  if (bad !== undefined)
    throw new UsageError(`${bad}: not a sink; one of postgres://…, pglite:FOLDER, ndjson:FOLDER, https://… is needed`);
  if (group !== undefined && sinks.length > 1) throw new UsageError('--group: names one group, give one sink');
  const env = { ...process.env, ...(group === undefined ? {} : { CHOKEPOINT_GROUP: group }) };
  return (await exitOf(startWorker('deliver', sinks, env))) as ExitCode;
}
