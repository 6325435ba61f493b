import { Script } from '../redis/script.js';
import { EVENT_TYPES } from '../schema/event.js';
import { type CommitContext, type CommitSubject, eventSource } from './commit.js';
import { eventHead } from './outcome.js';

/** Sets a document aside: dead letter and event, both or neither, once for each version and dictionary. */
const REJECT = new Script(`
local ledger, meta, events, dead, body = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local key, order, ordinal, letter = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local old = redis.call('HMGET', ledger, 'o', 'v')
local oldOrder, oldOrdinal = tonumber(old[1] or '0'), tonumber(old[2] or '0')
if oldOrder > order or (oldOrder == order and oldOrdinal >= ordinal) then return 'stale' end
local known = redis.call('HGET', dead, key)
if known and string.find(known, '"order":' .. order .. ',', 1, true) then return 'same' end
local epoch = redis.call('HGET', meta, 'epoch')
if not epoch then
  epoch = ARGV[7]
  redis.call('HSET', meta, 'epoch', epoch)
end
redis.call('HSET', dead, key, letter)
redis.call('PERSIST', body)
local sequence = redis.call('HINCRBY', meta, 'seq', 1)
local id = redis.sha1hex(key .. ':' .. order .. ':rejected:' .. sequence)
redis.call('XADD', events, '*', 'e', '{"specversion":"1.0","id":"' .. id .. '","source":"' .. ARGV[5] .. epoch ..
  '","sequence":"' .. string.format('%016d', sequence) .. '",' .. ARGV[6] .. '}}', 'q', sequence)
return 'ok'
`);

/** Why a document is set aside. */
export interface Rejection {
  readonly code: string;
  /** One line, never the document's text. */
  readonly reason: string;
  readonly attempts: number;
}

/** Writes the dead letter and the `rejected` event. `stale`: the version, or a newer one, was committed meanwhile. */
export async function rejectDocument(
  context: CommitContext,
  subject: CommitSubject,
  rejection: Rejection,
): Promise<'ok' | 'same' | 'stale'> {
  const { client, keys } = context;
  const { partition, key, documentId, order } = subject;
  const { code, attempts } = rejection;
  const reason = oneLine(rejection.reason);
  const letter = { kind: 'document', documentId, order, code, reason, attempts, at: new Date().toISOString() };
  const data = JSON.stringify({ code, reason, attempts }).slice(1, -1);
  return (await REJECT.run(
    client,
    [keys.ledger(subject), keys.meta(partition), keys.events(partition), keys.dead(partition), keys.body(subject)],
    [
      key,
      order,
      context.dictionaryOrdinal,
      JSON.stringify(letter),
      eventSource(context.environment),
      eventHead(EVENT_TYPES.rejected, documentId, key, subject.acceptedAt) + data,
      context.epoch,
    ],
  )) as 'ok' | 'same' | 'stale';
}

const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** Control and formatting characters become a space; at most 300 characters stay. */
export function oneLine(text: string): string {
  return text.slice(0, 2_000).replace(CONTROL, ' ').slice(0, 300);
}
