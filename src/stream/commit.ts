import type { RedisClient } from '../redis/connect.js';
import type { Keys, Place } from '../redis/keys.js';
import { Script } from '../redis/script.js';
import { EVENT_TYPES } from '../schema/event.js';
import { eventHead, type Outcome } from './outcome.js';

/**
 * One version of one document, whole or not at all. The ledger says what the last committed version asserted; the
 * difference is appended to the stream and the ledger is brought up to date. The first command reads, so that a Redis
 * that is full or read-only refuses before anything is written.
 */
const COMMIT = new Script(`
local ledger, body, meta, events, index, dead = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local key, order, ordinal = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local hash, version, mentions, withdrawn = ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local source, ledgerMs, bodyMs = ARGV[8], tonumber(ARGV[9]), tonumber(ARGV[10])
local headAsserted, headRetracted, headExtracted, extracted = ARGV[12], ARGV[13], ARGV[14], ARGV[15]
local count, stamp = tonumber(ARGV[16]), ARGV[17]
local old, oldFacts, standing = {}, {}, 0
local fields = redis.call('HGETALL', ledger)
for i = 1, #fields, 2 do
  if string.sub(fields[i], 1, 2) == 'f:' then oldFacts[string.sub(fields[i], 3)] = fields[i + 1]
  else old[fields[i]] = fields[i + 1] end
end
local oldOrder, oldOrdinal = tonumber(old.o or '0'), tonumber(old.v or '0')
local rev = tonumber(old.rev or '0')
if oldOrder > order or (oldOrder == order and oldOrdinal > ordinal) then return {'stale', rev, 0, 0} end
local function keep()
  redis.call('PEXPIRE', ledger, ledgerMs)
  if redis.call('HGET', body, 'o') == tostring(order) then
    if bodyMs > 0 then redis.call('PEXPIRE', body, bodyMs)
    else
      redis.call('DEL', body)
      redis.call('ZREM', index, key)
    end
  end
  redis.call('HDEL', dead, key)
end
if oldOrder == order and old.h == hash and old.d == stamp then
  redis.call('HSET', ledger, 'v', ordinal)
  keep()
  return {'same', rev, 0, 0}
end
local asserted, retracted, fresh = {}, {}, {}
for i = 18, 17 + count * 4, 4 do
  local id = ARGV[i]
  fresh[id] = true
  local was = oldFacts[id]
  if not was or string.sub(was, 1, 11) ~= ARGV[i + 1] then asserted[#asserted + 1] = i end
end
for id in pairs(oldFacts) do
  if not fresh[id] then retracted[#retracted + 1] = id end
end
table.sort(retracted)
if old.h == hash and old.m == mentions and #asserted == 0 and #retracted == 0 then
  redis.call('HSET', ledger, 'o', order, 'v', ordinal, 'd', stamp)
  keep()
  return {'unchanged', rev, 0, 0}
end
rev = rev + 1
local epoch = redis.call('HGET', meta, 'epoch')
if not epoch then
  epoch = ARGV[11]
  redis.call('HSET', meta, 'epoch', epoch)
end
local sequence = redis.call('HINCRBY', meta, 'seq', #asserted + #retracted + 1) - #asserted - #retracted - 1
local function append(verb, fact, head, data)
  sequence = sequence + 1
  local id = redis.sha1hex(key .. ':' .. rev .. ':' .. verb .. ':' .. fact)
  redis.call('XADD', events, '*', 'e', '{"specversion":"1.0","id":"' .. id .. '","source":"' .. source .. epoch ..
    '","sequence":"' .. string.format('%016d', sequence) .. '",' .. head .. '"revision":' .. rev .. ',' .. data .. '}}',
    'q', sequence)
end
local reason = 'dictionary'
if withdrawn == '1' then reason = 'withdrawn' elseif old.h ~= hash then reason = 'corrected' end
for _, id in ipairs(retracted) do
  append('retracted', id, headRetracted, '"dictionaryVersion":"' .. version .. '","factId":"' .. id ..
    '","reason":"' .. reason .. '","relation":' .. string.sub(oldFacts[id], 12))
  redis.call('HDEL', ledger, 'f:' .. id)
end
for _, i in ipairs(asserted) do
  append('asserted', ARGV[i], headAsserted, ARGV[i + 3])
  redis.call('HSET', ledger, 'f:' .. ARGV[i], ARGV[i + 1] .. ARGV[i + 2])
end
append('extracted', '', headExtracted, extracted .. ',"contentHash":"' .. hash .. '","counts":{"relations":' .. count ..
  ',"asserted":' .. #asserted .. ',"retracted":' .. #retracted .. '}')
redis.call('HSET', ledger, 'rev', rev, 'o', order, 'v', ordinal, 'd', stamp, 'h', hash, 'm', mentions)
keep()
return {'ok', rev, #asserted, #retracted}
`);

/** The version of a document that is committed. */
export interface CommitSubject extends Place {
  readonly documentId: string;
  readonly order: number;
  readonly contentHash: string;
  readonly acceptedAt: string;
  readonly withdrawn: boolean;
}

/** What a commit needs to know of its surroundings. */
export interface CommitContext {
  readonly client: RedisClient;
  readonly keys: Keys;
  readonly dictionaryVersion: string;
  readonly dictionaryOrdinal: number;
  /** Version of the program: with another one, the same text and dictionary may come to something else. */
  readonly programVersion: string;
  readonly environment: string;
  readonly ledgerDays: number;
  readonly bodyDays: number;
  /** Becomes the partition's epoch where it has none yet: random, the same for the life of a process. */
  readonly epoch: string;
}

/**
 * `ok`: committed now; `same`: this version was committed before; `unchanged`: another dictionary, the same result;
 * `stale`: a newer text or dictionary was committed, this one came too late.
 */
export interface CommitResult {
  readonly result: 'ok' | 'same' | 'unchanged' | 'stale';
  readonly revision: number;
  readonly asserted: number;
  readonly retracted: number;
}

const DAY_MS = 86_400_000;

/** Commits what a version of a document came to. Running it again, by whomever, changes nothing. */
export async function commitOutcome(
  context: CommitContext,
  subject: CommitSubject,
  outcome: Outcome,
): Promise<CommitResult> {
  const { client, keys } = context;
  const { partition, key, documentId, acceptedAt } = subject;
  const reply = (await COMMIT.run(
    client,
    [
      keys.ledger(subject),
      keys.body(subject),
      keys.meta(partition),
      keys.events(partition),
      keys.index(partition),
      keys.dead(partition),
    ],
    [
      key,
      subject.order,
      context.dictionaryOrdinal,
      subject.contentHash,
      context.dictionaryVersion,
      outcome.mentionsHash,
      subject.withdrawn ? 1 : 0,
      eventSource(context.environment),
      context.ledgerDays * DAY_MS,
      context.bodyDays * DAY_MS,
      context.epoch,
      eventHead(EVENT_TYPES.asserted, documentId, key, acceptedAt),
      eventHead(EVENT_TYPES.retracted, documentId, key, acceptedAt),
      eventHead(EVENT_TYPES.extracted, documentId, key, acceptedAt),
      outcome.extracted,
      outcome.facts.length,
      `${context.dictionaryVersion} ${context.programVersion}`,
      ...outcome.facts.flat(),
    ],
  )) as [CommitResult['result'], number, number, number];
  return { result: reply[0], revision: reply[1], asserted: reply[2], retracted: reply[3] };
}

/** `source` of events, without the epoch. */
export function eventSource(environment: string): string {
  return `/chokepoint/${environment}/`;
}
