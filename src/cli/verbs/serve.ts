import { Command } from 'commander';
import { readConfig } from '../../schema/config.js';
import { collect, dictionaryFolders } from '../dictionaries.js';
import { action, EXIT, type ExitCode, UsageError } from '../exit.js';
import { print, say } from '../output.js';
import { packageRoot, packageVersion } from '../package.js';
import { withRedis } from '../redis.js';
import { untilStopped } from '../signals.js';

interface Options {
  host: string;
  port: string;
  token?: string;
  rate: string;
  dictionaries?: string[];
}

export function serveVerb(): Command {
  return new Command('serve')
    .description(
      `Serves HTTP until SIGTERM or Ctrl-C: the workbench to tune dictionaries in a browser, POST /documents, GET /events as
server-sent events, POST /extract, health and metrics. Only this machine is served, unless --host says otherwise.`,
    )
    .option('--host <address>', 'address to listen on; any but loopback needs a token', '127.0.0.1')
    .option('--port <port>', 'port to listen on; 0: any free one', '7411')
    .option('--token <token>', 'what callers must know; better set CHOKEPOINT_TOKEN, which no process list shows')
    .option('--rate <count>', 'requests a second that one caller may make', '100')
    .option(
      '--dictionaries <folder>',
      'a folder laid over the dictionaries (repeatable); edits are saved there',
      collect,
    )
    .addHelpText(
      'after',
      `
Examples:
  chokepoint serve
  chokepoint serve --dictionaries my-words
  CHOKEPOINT_TOKEN=$(cat token) chokepoint serve --host 0.0.0.0
  curl -d @story.json -H 'content-type: application/json' http://127.0.0.1:7411/documents
  curl -N 'http://127.0.0.1:7411/events?type=asserted'`,
    )
    .action(action(run));
}

async function run(options: Options): Promise<ExitCode> {
  const port = whole('--port', options.port, 65_535);
  const rate = whole('--rate', options.rate, 1_000_000);
  if (rate === 0) throw new UsageError('--rate 0: nobody could ask anything');
  const token = options.token ?? process.env.CHOKEPOINT_TOKEN;
  const folders = dictionaryFolders(options.dictionaries);
  const [{ isLoopback }, { startServer }, { createLog }] = await Promise.all([
    import('../../server/access.js'),
    import('../../server/serve.js'),
    import('../../observe/log.js'),
  ]);
  if (!isLoopback(options.host) && !token) {
    throw new UsageError(`--host ${options.host}: others can reach it, so a token is needed (CHOKEPOINT_TOKEN)`);
  }
  const signal = untilStopped();
  return withRedis(async (redis) => {
    const log = createLog('serve', readConfig().logLevel);
    const server = await startServer({
      redis,
      log,
      host: options.host,
      port,
      rate,
      folders,
      version: packageVersion(),
      root: packageRoot(),
      ...(token ? { token } : {}),
    });
    const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${server.port}/`;
    await print(JSON.stringify({ url }));
    say(`the workbench is at ${url}`);
    process.send?.({ ready: true, url });
    server.ready.catch((error: Error) => log.error({ reason: error.message }, 'the dictionaries cannot be loaded'));
    await new Promise<void>((done) => {
      if (signal.aborted) done();
      else signal.addEventListener('abort', () => done());
    });
    await server.close();
    return EXIT.ok;
  });
}

function whole(option: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) throw new UsageError(`${option} ${text}: not a number up to ${most}`);
  return value;
}
