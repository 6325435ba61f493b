import { Command } from 'commander';
import { collect, openDictionary } from '../dictionaries.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { print, say } from '../output.js';
import { withRedis } from '../redis.js';

interface Options {
  dictionaries?: string[];
  since?: string;
}

export function reprocessVerb(): Command {
  return new Command('reprocess')
    .description(
      `Queues every kept document again. Only workers with the same dictionaries take them, and only what has changed
becomes an event: new relations are asserted, vanished ones retracted.`,
    )
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .option('--since <date>', 'only documents accepted since then')
    .addHelpText('after', '\nExamples:\n  chokepoint reprocess\n  chokepoint reprocess --since 2025-11-01')
    .action(action(run));
}

async function run(options: Options): Promise<ExitCode> {
  const since = options.since === undefined ? undefined : Date.parse(options.since);
  if (Number.isNaN(since)) throw new UsageError(`--since ${options.since}: not a date`);
  const { version: dictionaryVersion } = await openDictionary(options.dictionaries);
  return withRedis(async (redis) => {
    const { Producer, reprocess } = await import('../../queue/index.js');
    const producer = new Producer(redis);
    try {
      const onProgress = (queued: number) => say(`${queued} queued`);
      const queued = await reprocess(redis, producer, {
        dictionaryVersion,
        ...(since === undefined ? {} : { since }),
        ...(process.stderr.isTTY ? { onProgress } : {}),
      });
      await print(JSON.stringify({ dictionaryVersion, queued }));
      return EXIT.ok;
    } finally {
      await producer.close();
    }
  });
}
