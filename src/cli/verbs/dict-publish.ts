import { Command } from 'commander';
import { collect, dictionaryFolders, openDictionary } from '../dictionaries.js';
import { action, EXIT, type ExitCode } from '../exit.js';
import { print, say } from '../output.js';
import { withRedis } from '../redis.js';

interface Options {
  dictionaries?: string[];
  withdraw?: boolean;
}

/** `dict publish`: one dictionary for all workers, on all machines. */
export function dictPublish(): Command {
  return new Command('publish')
    .description(
      `Publishes the dictionaries through Redis: every running worker, on every machine, takes them within two seconds and uses
them in the place of its own files. Broken ones are not published.`,
    )
    .option('--dictionaries <folder>', 'a folder laid over the dictionaries (repeatable)', collect)
    .option('--withdraw', 'take the published ones back: workers return to their own files')
    .addHelpText(
      'after',
      `
Examples:
  chokepoint dict publish --dictionaries my-words
  chokepoint dict publish --withdraw`,
    )
    .action(action(run));
}

async function run({ dictionaries, withdraw }: Options): Promise<ExitCode> {
  const { publishDictionary, withdrawDictionary } = await import('../../queue/dictionaries.js');
  if (withdraw) {
    return withRedis(async ({ client, keys }) => {
      const was = await withdrawDictionary(client, keys);
      say(was ? 'withdrawn; workers return to their own files' : 'nothing was published');
      return EXIT.ok;
    });
  }
  const { readDictionaryFiles } = await import('../../dictionary/load.js');
  const dictionary = await openDictionary(dictionaries);
  const files = await readDictionaryFiles(dictionaryFolders(dictionaries));
  return withRedis(async ({ client, keys }) => {
    await publishDictionary(client, keys, dictionary.version, files);
    await print(JSON.stringify({ dictionaryVersion: dictionary.version, files: files.length }));
    say('published; `chokepoint reprocess` with the same dictionaries brings kept documents up to date');
    return EXIT.ok;
  });
}
