import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Hono } from 'hono';
import type { Decided } from '../dictionary/decisions.js';
import { dropDead, listDead, retryDead } from '../queue/dead.js';
import { publishDictionary, publishedVersion } from '../queue/dictionaries.js';
import { queueStatus } from '../queue/status.js';
import { streamStatus } from '../stream/status.js';
import { parseJson, readBody } from './body.js';
import type { Edit } from './desk/edits.js';
import { prepared } from './extract.js';
import { keptDocuments } from './kept.js';
import { Problem } from './problem.js';
import { listSamples, readSample } from './samples.js';
import type { Services } from './services.js';

const MOST_BYTES = 8 * 1024 * 1024;
const MOST_LETTERS = 200;
/** Documents that a preview on the corpus and suggestions look at. */
const MOST_DOCUMENTS = 200;

/** `/workbench/…`: what the page asks; for the page alone, and free to change with it. */
export function workbenchRoutes(app: Hono, services: Services): void {
  const { redis, producer, desk, root, log } = services;
  const { maxDocumentBytes } = redis.config;
  const body = async (request: Request): Promise<Record<string, unknown>> => {
    const value = parseJson((await readBody(request, ['application/json'], MOST_BYTES)).text);
    if (typeof value !== 'object' || value === null) throw new Problem(422, 'invalid', 'an object is needed');
    return value as Record<string, unknown>;
  };

  app.get('/workbench/state', async (context) => {
    const published = await publishedVersion(redis.client, redis.keys).catch(() => undefined);
    const writable = desk.folders.map((folder) => refusalToWrite(folder) === undefined);
    return context.json({ ...desk.info, folders: desk.folders, writable, published, samples: await listSamples(root) });
  });
  app.get('/workbench/samples/:name', async (context) =>
    context.json(await readSample(root, context.req.param('name'))),
  );

  app.post('/workbench/unit', async (context) => {
    const { place, id, type, name } = (await body(context.req.raw)) as Record<string, string>;
    const unit = place
      ? await desk.ask({ ask: 'unit', place, ...(id ? { id } : {}) })
      : await desk.ask({ ask: 'fresh', type: String(type), name: String(name) });
    if (!unit) throw new Problem(404, 'unknown', `${place}: no such entry`);
    return context.json(unit);
  });
  app.post('/workbench/preview', async (context) => {
    const { edit, document } = await body(context.req.raw);
    return context.json(
      await desk.ask({ ask: 'preview', edit: edited(edit), document: prepared(document, maxDocumentBytes) }),
    );
  });
  app.post('/workbench/tests', async (context) => {
    const { edit } = await body(context.req.raw);
    return context.json(await desk.ask({ ask: 'tests', edit: edit ? edited(edit) : null }));
  });
  app.post('/workbench/corpus', async (context) => {
    const { edit } = await body(context.req.raw);
    const documents = await keptDocuments(redis, root, MOST_DOCUMENTS);
    return context.json(await desk.ask({ ask: 'corpus', edit: edited(edit), documents }));
  });
  app.get('/workbench/suggestions', async (context) => {
    const documents = await keptDocuments(redis, root, MOST_DOCUMENTS);
    return context.json(await desk.ask({ ask: 'suggest', documents }));
  });
  app.post('/workbench/decide', async (context) => {
    const { decided } = await body(context.req.raw);
    if (!Array.isArray(decided) || !decided.every(isDecided)) throw new Problem(422, 'invalid', 'no decisions');
    const { files, layer, done, failed } = await desk.ask({ ask: 'decide', decided });
    const folder = desk.folders[layer] ?? '';
    const refusal = refusalToWrite(folder);
    if (refusal) throw new Problem(403, 'read-only', refusal);
    for (const { path, text, before } of files) await save(folder, path, before, text);
    log.info({ folder, decisions: decided.length }, 'decisions written');
    await desk.renew();
    return context.json({ done, failed, version: desk.info?.version });
  });
  app.post('/workbench/save', async (context) => {
    const { edit } = await body(context.req.raw);
    const { path, layer, text, before, fresh, errors } = await desk.ask({ ask: 'edited', edit: edited(edit) });
    if (errors > 0) return context.json({ saved: false, fresh });
    const folder = desk.folders[layer] ?? '';
    const refusal = refusalToWrite(folder);
    if (refusal) throw new Problem(403, 'read-only', refusal);
    await save(folder, path, before, text);
    log.info({ file: path, folder }, 'dictionary file saved');
    await desk.renew();
    return context.json({ saved: true, file: path, version: desk.info?.version, fresh });
  });
  app.post('/workbench/publish', async (context) => {
    await desk.renew();
    const { version = '', diagnostics = [] } = desk.info ?? {};
    if (diagnostics.length > 0) throw new Problem(409, 'broken', `the dictionaries have ${diagnostics.length} errors`);
    const files = await desk.ask({ ask: 'files' });
    await publishDictionary(redis.client, redis.keys, version, files);
    log.info({ dictionary: version }, 'dictionary published');
    return context.json({ version });
  });

  app.get('/workbench/status', async (context) => {
    const [queue, stream] = await Promise.all([queueStatus(redis, producer), streamStatus(redis)]);
    return context.json({ queue, stream, engine: redis.engine, at: Date.now() });
  });
  app.get('/workbench/dead', async (context) => {
    const letters = await listDead(redis);
    const shown = letters.slice(-MOST_LETTERS).map(({ event: _, ...letter }) => letter);
    return context.json({ count: letters.length, letters: shown });
  });
  app.post('/workbench/dead/:verb', async (context) => {
    const { id } = await body(context.req.raw);
    if (typeof id !== 'string') throw new Problem(422, 'invalid', 'id is missing');
    const verb = context.req.param('verb');
    if (verb === 'retry') return context.json({ count: (await retryDead(redis, producer, { id })).length });
    if (verb === 'drop') return context.json({ count: await dropDead(redis, { id }) });
    throw new Problem(404, 'path', 'retry or drop');
  });
}

function edited(value: unknown): Edit {
  const { file, layer, line, original, text, type } = (value ?? {}) as Record<string, unknown>;
  const good =
    typeof file === 'string' &&
    Number.isInteger(layer) &&
    Number.isInteger(line) &&
    typeof original === 'string' &&
    typeof text === 'string';
  if (!good) throw new Problem(422, 'invalid', 'no edit');
  if (!/^[\w.-]+(\/[\w.-]+)*\.ya?ml$/.test(file) || file.split('/').includes('..')) {
    throw new Problem(422, 'invalid', `${file}: no name of a dictionary file`);
  }
  const kind = typeof type === 'string' ? { type } : {};
  return { file, layer: layer as number, line: line as number, original, text, ...kind };
}

/** A decision as the page sends it. Its words become names of files and entries, so they are looked at. */
function isDecided(value: unknown): value is Decided {
  const { suggestion, decision } = (value ?? {}) as {
    suggestion?: { key?: unknown; kind?: unknown };
    decision?: Record<string, unknown>;
  };
  const { type, relation, key, decision: word } = decision ?? {};
  const plain = (text: unknown) =>
    text === undefined || (typeof text === 'string' && /^[a-z0-9][a-z0-9-]*$/.test(text));
  return (
    typeof suggestion?.key === 'string' &&
    (suggestion.kind === 'name' || suggestion.kind === 'frame') &&
    key === suggestion.key &&
    (word === 'accept' || word === 'reject' || word === 'ignore') &&
    plain(type) &&
    plain(relation) &&
    plain((suggestion as { type?: unknown }).type)
  );
}

/** Why nothing is written to a folder; undefined when it may be. */
function refusalToWrite(folder: string): string | undefined {
  if (resolve(folder).split(sep).includes('node_modules')) {
    return 'the dictionaries of the installed package are left alone: lay a folder of your own over them (--dictionaries)';
  }
  try {
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch {
    return `${folder} cannot be written`;
  }
}

/** Writes a file whole or not at all, unless somebody else has changed it meanwhile. */
async function save(folder: string, path: string, before: string | null, text: string): Promise<void> {
  const file = join(folder, path);
  const now = existsSync(file) ? await readFile(file, 'utf8') : null;
  if (now !== before) throw new Problem(409, 'changed', `${path} has changed meanwhile: open the entry again`);
  await mkdir(dirname(file), { recursive: true });
  const aside = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  await writeFile(aside, text);
  await rename(aside, file);
}
