import { Command } from 'commander';
import { readConfig } from '../../schema/config.js';
import { collect, dictionaryFolders } from '../dictionaries.js';
import { action, type ExitCode } from '../exit.js';
import { exitOf, startWorker } from '../spawn.js';

interface Options {
  dictionaries?: string[];
}

export function workVerb(): Command {
  return new Command('work')
    .description('Runs a worker until SIGTERM or Ctrl-C; run as many as you like, on as many machines as you like.')
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .addHelpText(
      'after',
      `
Examples:
  chokepoint work
  REDIS_URL=redis://db:6379 CHOKEPOINT_THREADS=4 CHOKEPOINT_HTTP_PORT=9464 chokepoint work
  chokepoint work --dictionaries my-words`,
    )
    .action(action(run));
}

async function run(options: Options): Promise<ExitCode> {
  readConfig();
  const folders = dictionaryFolders(options.dictionaries);
  const env = { ...process.env, CHOKEPOINT_DICTIONARIES: folders.join(':') };
  return (await exitOf(startWorker('extract', [], env))) as ExitCode;
}
