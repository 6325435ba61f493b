import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import type { Dictionary } from '../../dictionary/dictionary.js';
import { extract } from '../../extract/extract.js';
import { DocumentError, type PreparedDocument, prepareDocument } from '../../queue/prepare.js';
import { Producer } from '../../queue/producer.js';
import { type Config, readConfig } from '../../schema/config.js';
import { readInputs } from '../../sources/inputs.js';
import { renderPage } from '../../view/index.js';
import { countEnds, follow } from '../demo-follow.js';
import { dictionaryFolders, openDictionary } from '../dictionaries.js';
import { action, EXIT, type ExitCode, Failure } from '../exit.js';
import { complain, say } from '../output.js';
import { packageRoot } from '../package.js';
import { withRedis } from '../redis.js';
import { untilStopped } from '../signals.js';
import { startWorker } from '../spawn.js';
import { counted } from '../words.js';

type Prepared = PreparedDocument['document'];

interface Options {
  out: string;
}

const DEADLINE_MS = 75_000;

export function demoVerb(): Command {
  return new Command('demo')
    .description(
      `Starts what is missing, pushes the samples (or your own files) onto the queue, works them off, prints every event,
writes one HTML page and ends. Nothing needs to be installed; the events stay in the stream.`,
    )
    .argument('[files...]', 'documents to take instead of the samples')
    .option('-o, --out <file>', 'page to write', 'demo.html')
    .addHelpText(
      'after',
      '\nExamples:\n  chokepoint demo\n  chokepoint demo my-article.txt && chokepoint events --once',
    )
    .action(action(run));
}

async function run(files: string[], options: Options): Promise<ExitCode> {
  const started = Date.now();
  const config = readConfig();
  const documents = await readDocuments(files.length > 0 ? files : samples(), config);
  const folders = dictionaryFolders();
  const signal = AbortSignal.any([untilStopped(), AbortSignal.timeout(DEADLINE_MS)]);
  return withRedis(async (redis) => {
    say(`queue and stream: ${redis.engine}${redis.engine === 'redis' ? '' : ` in ${config.dataDir}`}`);
    const worker = startWorker('extract', [], workerEnvironment(folders));
    const producer = new Producer(redis);
    try {
      const before = await countEnds(redis);
      const results = await producer.push(documents.map((document) => ({ document, input: document.id })));
      const queued = new Set<string>();
      const all = new Set<string>();
      for (const result of results) {
        if (result.status === 'rejected') complain(result.error.message);
        else all.add(result.documentId);
        if (result.status === 'queued') queued.add(result.documentId);
      }
      const known = all.size - queued.size;
      say(`pushed ${counted(all.size, 'document')}${known > 0 ? `; ${known} were known and cost nothing` : ''}`);
      const dictionary = openDictionary();
      dictionary.catch(() => {});
      const sum = await follow(redis, producer, { all, queued, before, signal, worker });
      const page = await writePage(documents, await dictionary, options.out);
      say('');
      say(
        `${counted(all.size, 'document')}, ${sum.relations} relations of ${sum.types.size} types, in ${seconds(started)} s`,
      );
      say(`page: ${page}`);
      if (redis.engine !== 'js-redis-server') say('the stream stays: chokepoint events --once --json');
      return sum.rejected > 0 ? EXIT.findings : EXIT.ok;
    } finally {
      await producer.close();
      await end(worker);
    }
  });
}

/** Ends the worker: with SIGTERM, and after five seconds with SIGKILL. */
async function end(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const exited = once(worker, 'exit');
  worker.kill('SIGTERM');
  const late = setTimeout(() => worker.kill('SIGKILL'), 5_000);
  await exited;
  clearTimeout(late);
}

function samples(): string[] {
  const folder = join(packageRoot(), 'samples');
  const names = readdirSync(folder).filter((name) => /\.(txt|html|jsonl)$/.test(name));
  return names.sort().map((name) => join(folder, name));
}

/** Reads and checks the documents, so that the page shows exactly what is pushed. */
async function readDocuments(files: string[], config: Config): Promise<Prepared[]> {
  const documents: Prepared[] = [];
  for await (const item of readInputs(files, { maxBytes: config.maxDocumentBytes })) {
    try {
      if ('error' in item) throw item.error;
      documents.push(prepareDocument(item.document, item.input, config.maxDocumentBytes).document);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      complain(error.message);
    }
  }
  if (documents.length === 0) throw new Failure('no document to show');
  return documents;
}

function workerEnvironment(folders: readonly string[]): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CHOKEPOINT_DICTIONARIES: folders.join(':'),
    CHOKEPOINT_LOG_LEVEL: process.env.CHOKEPOINT_LOG_LEVEL ?? 'error',
  };
}

/** Writes the page; it shows what the events were made of, extracted once more. */
async function writePage(documents: readonly Prepared[], dictionary: Dictionary, out: string): Promise<string> {
  const items = documents.map((document) => ({
    extraction: extract(document, dictionary),
    ...(document.title ? { title: document.title } : {}),
  }));
  await writeFile(out, renderPage(items, 'Chokepoint: what the samples say'));
  return relative(process.cwd(), resolve(out)) || out;
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1_000).toFixed(1);
}
