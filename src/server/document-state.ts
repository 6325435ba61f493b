import type { RedisHandle } from '../redis/open.js';
import type { DocumentState } from '../schema/http.js';

/** How far a document has come; undefined when nobody has pushed it, or when it is long forgotten. */
export async function documentState(redis: RedisHandle, documentId: string): Promise<DocumentState | undefined> {
  const { client, keys } = redis;
  const place = keys.place(documentId);
  const [body, ledger, letter] = await Promise.all([
    client.hmget(keys.body(place), 'o', 'w'),
    client.hmget(keys.ledger(place), 'o', 'rev', 'h'),
    client.hget(keys.dead(place.partition), place.key),
  ]);
  const [order, withdrawn] = body;
  const [done, revision, hash] = ledger;
  if (!order && !done) return undefined;
  const dead = letter ? (JSON.parse(letter) as { code?: string; reason?: string }) : undefined;
  const finished = Boolean(done) && (!order || Number(done) >= Number(order));
  return {
    documentId,
    status: dead ? 'rejected' : finished ? 'done' : 'queued',
    withdrawn: order ? withdrawn === '1' : hash === 'withdrawn',
    revision: Number(revision ?? 0),
    ...(dead?.code ? { code: dead.code } : {}),
    ...(dead?.reason ? { reason: dead.reason } : {}),
  };
}
