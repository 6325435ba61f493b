import { Command } from 'commander';
import type { DeadFilter } from '../../queue/dead.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { complain, print, say } from '../output.js';
import { withRedis } from '../redis.js';

interface Options {
  code?: string;
  all?: boolean;
}

export function deadVerb(): Command {
  const dead = new Command('dead').description(
    'Dead letters: documents that could not be extracted and events that a group could not take.',
  );
  dead
    .command('list')
    .description('Prints them, one JSON line each, oldest first. Exit code 1 when there are any.')
    .option('--code <code>', 'only those with this reason, e.g. timeout')
    .addHelpText('after', '\nExample:\n  chokepoint dead list --code timeout | jq -r .documentId')
    .action(action(list));
  dead
    .command('show')
    .description('Prints one with the body of its document.')
    .argument('<id>', 'document id or key')
    .addHelpText('after', '\nExample:\n  chokepoint dead show wire-1')
    .action(action(show));
  dead
    .command('retry')
    .description('Puts documents back on the queue.')
    .argument('[id]', 'document id or key')
    .option('--code <code>', 'all with this reason')
    .option('--all', 'all')
    .addHelpText('after', '\nExamples:\n  chokepoint dead retry wire-1\n  chokepoint dead retry --code timeout')
    .action(action(retry));
  dead
    .command('drop')
    .description('Forgets them.')
    .argument('[id]', 'document id or key')
    .option('--code <code>', 'all with this reason')
    .option('--all', 'all')
    .addHelpText('after', '\nExamples:\n  chokepoint dead drop wire-1\n  chokepoint dead drop --all')
    .action(action(drop));
  return dead;
}

function filterOf(id: string | undefined, { code, all }: Options): DeadFilter {
  const given = [id, code, all].filter((value) => value !== undefined).length;
  if (given !== 1) throw new UsageError('name an id, a --code or --all');
  return { ...(id === undefined ? {} : { id }), ...(code === undefined ? {} : { code }) };
}

async function list({ code }: Options): Promise<ExitCode> {
  return withRedis(async (redis) => {
    const { listDead } = await import('../../queue/index.js');
    const letters = await listDead(redis, code === undefined ? {} : { code });
    for (const { event: _, ...letter } of letters) await print(JSON.stringify(letter));
    if (letters.length === 0) say('no dead letters');
    return letters.length > 0 ? EXIT.findings : EXIT.ok;
  });
}

async function show(id: string): Promise<ExitCode> {
  return withRedis(async (redis) => {
    const { showDead } = await import('../../queue/index.js');
    const letter = await showDead(redis, id);
    if (letter) await print(JSON.stringify(letter));
    else complain(`${id}: no such dead letter`);
    return letter ? EXIT.ok : EXIT.findings;
  });
}

async function retry(id: string | undefined, options: Options): Promise<ExitCode> {
  const filter = filterOf(id, options);
  return withRedis(async (redis) => {
    const { Producer, retryDead } = await import('../../queue/index.js');
    const producer = new Producer(redis);
    try {
      const documentIds = await retryDead(redis, producer, filter);
      for (const documentId of documentIds) await print(JSON.stringify({ documentId, status: 'queued' }));
      if (id !== undefined && documentIds.length === 0) complain(`${id}: no such dead letter`);
      else say(`${documentIds.length} back on the queue`);
      return id !== undefined && documentIds.length === 0 ? EXIT.findings : EXIT.ok;
    } finally {
      await producer.close();
    }
  });
}

async function drop(id: string | undefined, options: Options): Promise<ExitCode> {
  const filter = filterOf(id, options);
  return withRedis(async (redis) => {
    const { dropDead } = await import('../../queue/index.js');
    const count = await dropDead(redis, filter);
    if (id !== undefined && count === 0) complain(`${id}: no such dead letter`);
    else say(`${count} dropped`);
    return id !== undefined && count === 0 ? EXIT.findings : EXIT.ok;
  });
}
