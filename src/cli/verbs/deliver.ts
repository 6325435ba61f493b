import { Command } from 'commander';
import { readConfig } from '../../schema/config.js';
import { action, type ExitCode } from '../exit.js';
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
    .argument('<sinks...>', 'ndjson:FOLDER, postgres://…, https://…')
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

async function run(sinks: string[], { group }: Options): Promise<ExitCode> {
  readConfig();
  const env = { ...process.env, ...(group === undefined ? {} : { CHOKEPOINT_GROUP: group }) };
  return (await exitOf(startWorker('deliver', sinks, env))) as ExitCode;
}
