import { hash } from 'node:crypto';
import { type Document, documentSchema } from '../schema/document.js';
import { DocumentError } from '../schema/document-error.js';

export { DocumentError };

/** A document as it is stored: normalised, identified and hashed. */
export interface PreparedDocument {
  readonly document: Document & { id: string };
  /** The document as JSON. */
  readonly json: string;
  /** 22 characters of base64url over all that extraction and events can see; `metadata` is left out. */
  readonly contentHash: string;
}

const MAX_DEPTH = 32;
const EXTRA_BYTES = 64 * 1024;
const BROKEN = /\p{Cs}|\0/gu;

/**
 * Checks a document, gives it an id and a hash. NUL and lone surrogates become U+FFFD, one code unit for one, before
 * anything is hashed, because neither survives Redis and PostgreSQL; a leading byte order mark is dropped.
 * @param input names the document in errors: a file, `file:line`, an id.
 * @throws DocumentError
 */
export function prepareDocument(value: unknown, input: string, maxBytes: number): PreparedDocument {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DocumentError('invalid', input, 'is no document: a JSON object with "text" or "html" is needed');
  }
  const body = (value as { text?: unknown; html?: unknown }).text ?? (value as { html?: unknown }).html;
  const bytes = typeof body === 'string' ? Buffer.byteLength(body) : 0;
  if (bytes > maxBytes)
    throw new DocumentError('too-large', input, `has ${bytes} bytes, at most ${maxBytes} are taken`);
  const parsed = documentSchema.safeParse(mend(value, input, 0));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path.join('.');
    throw new DocumentError('invalid', input, `${path ? `${path}: ` : ''}${issue?.message ?? 'invalid'}`.slice(0, 300));
  }
  const text = parsed.data.text ?? parsed.data.html ?? '';
  if (text.trim() === '') throw new DocumentError('empty', input, 'is empty');
  const id = parsed.data.id ?? shortHash(parsed.data.url ?? text);
  const document = { ...parsed.data, id };
  const json = JSON.stringify(document);
  if (json.length > maxBytes + EXTRA_BYTES) {
    throw new DocumentError('too-large', input, `has more than ${EXTRA_BYTES} bytes beside its body`);
  }
  const { html, title, url, source, language, publishedAt } = document;
  const seen = [html, title, url, source, language, publishedAt].map((part) => part ?? null);
  // No document holds the character that stands between them.
  return { document, json, contentHash: shortHash(`${JSON.stringify(seen)}\0${document.text ?? ''}`) };
}

/** 22 characters of base64url: the first 132 bits of sha256. */
function shortHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}

function mend(value: unknown, input: string, depth: number): unknown {
  if (typeof value === 'string') {
    const text = depth === 1 && value.charCodeAt(0) === 0xfeff ? value.slice(1) : value;
    return text.isWellFormed() && !text.includes('\0') ? text : text.replace(BROKEN, '\ufffd');
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) throw new DocumentError('invalid', input, `is nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) return value.map((item) => mend(item, input, depth + 1));
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;
    result[mend(key, input, depth + 2) as string] = mend(item, input, depth + 1);
  }
  return result;
}
