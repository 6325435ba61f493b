import type { Hono } from 'hono';
import { DocumentError } from '../queue/prepare.js';
import type { PushResult } from '../queue/producer.js';
import type { PushAnswer } from '../schema/http.js';
import { parseJson, readBody } from './body.js';
import { documentState } from './document-state.js';
import { Problem } from './problem.js';
import type { Services } from './services.js';

const JSON_TYPE = 'application/json';
const LINES = ['application/x-ndjson', 'application/jsonl', 'application/ndjson'];
const TYPES = [JSON_TYPE, ...LINES, 'text/plain', 'text/html'];
const ABOUT = ['id', 'title', 'url', 'source', 'language', 'publishedAt'] as const;
const LEAST_BODY = 16 * 1024 * 1024;
const MOST_DOCUMENTS = 10_000;

/** `POST /documents`, `GET` and `DELETE /documents/:id`: the way onto the queue over HTTP. */
export function ingestRoutes(app: Hono, { redis, producer }: Services): void {
  const most = Math.max(LEAST_BODY, 2 * redis.config.maxDocumentBytes);

  app.post('/documents', async (context) => {
    await producer.admit();
    const { type, text } = await readBody(context.req.raw, TYPES, most);
    const batch = LINES.includes(type);
    const read = batch ? readLines(text) : readOne(type, text, context.req.query());
    const items = Array.isArray(read) ? read : [read];
    if (items.length > MOST_DOCUMENTS) {
      throw new Problem(413, 'too-many', `at most ${MOST_DOCUMENTS} documents are taken at once`);
    }
    const results = await producer.push(items.map((document) => ({ document: broken(document) ? null : document })));
    const answers = results.map((result, index) => {
      const item = items[index];
      return broken(item) ? item.answer : answer(result);
    });
    if (!batch && !Array.isArray(read)) return single(answers[0] as PushAnswer);
    const rejected = answers.filter(({ status }) => status === 'rejected').length;
    const accepted = answers.length - rejected;
    return context.json({ accepted, rejected, results: answers }, accepted > 0 || rejected === 0 ? 202 : 422);
  });

  app.get('/documents/:id', async (context) => {
    const state = await documentState(redis, context.req.param('id'));
    if (!state) throw new Problem(404, 'unknown', 'no such document');
    return context.json(state);
  });

  app.delete('/documents/:id', async (context) => {
    const [result] = await producer.withdraw([context.req.param('id')]);
    if (result?.status === 'absent') throw new Problem(404, 'unknown', 'no such document');
    return context.json(result, 202);
  });
}

/** A line that is no JSON keeps its place among the results. */
class Broken {
  constructor(readonly answer: PushAnswer) {}
}

function broken(item: unknown): item is Broken {
  return item instanceof Broken;
}

function readLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        return JSON.parse(line) as unknown;
      } catch (error) {
        return new Broken({ status: 'rejected', code: 'not-json', reason: `is no JSON: ${(error as Error).message}` });
      }
    });
}

function readOne(type: string, text: string, query: Record<string, string>): unknown {
  if (type === JSON_TYPE) return parseJson(text);
  const about = Object.fromEntries(ABOUT.flatMap((key) => (query[key] === undefined ? [] : [[key, query[key]]])));
  return { ...about, [type === 'text/html' ? 'html' : 'text']: text };
}

function answer(result: PushResult): PushAnswer {
  if (result.status === 'rejected') return { status: 'rejected', code: result.error.code, reason: result.error.reason };
  const { documentId } = result;
  const status = result.status === 'known' ? 'known' : 'queued';
  return { documentId, status, location: location(documentId) };
}

function single(one: PushAnswer): Response {
  if (one.status === 'rejected') throw refusal(one.code ?? 'invalid', one.reason ?? '');
  const headers = { 'content-type': JSON_TYPE, location: one.location ?? '' };
  return new Response(JSON.stringify(one), { status: one.status === 'known' ? 200 : 202, headers });
}

/** The problem of a document that is refused. */
export function refusal(code: string, reason: string): Problem {
  return new Problem(code === 'too-large' ? 413 : 422, code, `the document ${reason}`);
}

/** Turns the refusal of a document into a problem; anything else is thrown as it is. */
export function refused(error: unknown): never {
  throw error instanceof DocumentError ? refusal(error.code, error.reason) : error;
}

function location(documentId: string): string {
  return `/documents/${encodeURIComponent(documentId)}`;
}
