import type { Hono } from 'hono';
import { prepareDocument } from '../queue/prepare.js';
import { parseJson, readBody } from './body.js';
import { refused } from './ingest.js';
import type { Services } from './services.js';

/** `POST /extract`: a document in, its extraction out; nothing is queued, stored or emitted. */
export function extractRoutes(app: Hono, { redis, desk }: Services): void {
  const { maxDocumentBytes } = redis.config;
  app.post('/extract', async (context) => {
    const { type, text } = await readBody(
      context.req.raw,
      ['application/json', 'text/plain', 'text/html'],
      2 * maxDocumentBytes + 65_536,
    );
    const given =
      type === 'application/json'
        ? parseJson(text)
        : { ...context.req.query(), [type === 'text/html' ? 'html' : 'text']: text };
    return context.json(await desk.ask({ ask: 'extract', document: prepared(given, maxDocumentBytes) }));
  });
}

/** The document as it would be stored. @throws Problem 413 or 422 when it is none. */
export function prepared(value: unknown, maxBytes: number): unknown {
  try {
    return prepareDocument(value, 'document', maxBytes).document;
  } catch (error) {
    return refused(error);
  }
}
