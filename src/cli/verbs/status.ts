import { Command } from 'commander';
import { action, EXIT, type ExitCode } from '../exit.js';
import { print } from '../output.js';
import { withRedis } from '../redis.js';

interface Options {
  json?: boolean;
}

export function statusVerb(): Command {
  return new Command('status')
    .description('Counts the queue, the dead letters, the event stream and its groups.')
    .option('--json', 'one line of JSON')
    .addHelpText('after', '\nExamples:\n  chokepoint status\n  chokepoint status --json | jq .queue.jobs.waiting')
    .action(action(run));
}

async function run(options: Options): Promise<ExitCode> {
  return withRedis(async (redis) => {
    const { Producer, queueStatus } = await import('../../queue/index.js');
    const { streamStatus } = await import('../../stream/index.js');
    const producer = new Producer(redis);
    try {
      const [queue, stream] = await Promise.all([queueStatus(redis, producer), streamStatus(redis)]);
      if (options.json) {
        await print(JSON.stringify({ engine: redis.engine, queue, stream }));
        return EXIT.ok;
      }
      const { waiting, active, delayed, failed } = queue.jobs;
      const age = queue.oldestSeconds > 0 ? `, the oldest for ${seconds(queue.oldestSeconds)}` : '';
      await print(`engine     ${redis.engine}`);
      await print(`jobs       ${waiting} waiting${age}; ${active} active, ${delayed} delayed, ${failed} failed`);
      await print(`documents  ${queue.documents} kept, ${queue.dead} dead letters`);
      await print(`events     ${stream.events} in the stream, ${stream.committed} ever committed`);
      for (const { group, lag, pending, oldestPendingSeconds } of stream.groups) {
        const old = pending > 0 ? `, the oldest for ${seconds(oldestPendingSeconds)}` : '';
        await print(`group      ${group}: ${lag} to read, ${pending} delivered and not acknowledged${old}`);
      }
      return EXIT.ok;
    } finally {
      await producer.close();
    }
  });
}

function seconds(count: number): string {
  if (count < 120) return `${Math.round(count)} s`;
  return count < 7_200 ? `${Math.round(count / 60)} min` : `${Math.round(count / 3_600)} h`;
}
