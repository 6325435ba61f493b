import type { RedisClient } from '../redis/connect.js';
import type { Keys, Place } from '../redis/keys.js';
import type { PackedArguments } from '../redis/packed.js';
import { Script } from '../redis/script.js';
import { EVENT_TYPES } from '../schema/event.js';
import { commonHead, type Outcome, type PackedOutcome, packOutcome, typeMembers } from './outcome.js';

/**
 * Versions of documents, each whole or not at all. A ledger says what the last committed version of its
 * document asserted; the difference is appended to the stream and the ledger is brought up to date. The first command reads,
 * so that a Redis that is full or read-only refuses before anything is written.
 */
const COMMIT = new Script(`
local documents, ordinal, version, stamp = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], ARGV[4]
local source, ledgerMs, bodyMs = ARGV[5], ARGV[6], ARGV[7]
-- The partition of the document that is committed now; documents of one partition stand together.
local meta, events, index, dead, anyDead, epoch
-- Numbers that Lua makes into text by itself are costly; few calls with many fields cost less than many calls.
local function text(number) return string.format('%d', number) end
local function each(command, ledger, values)
  for i = 1, #values, 1000 do redis.call(command, ledger, unpack(values, i, math.min(i + 999, #values))) end
end
local function commit(ledger, body, at, count)
  local key, order, hash, withdrawn, head = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  local mentions, extracted = ARGV[at + 7], ARGV[at + 8]
  local old, oldFacts = {}, {}
  local fields = redis.call('HGETALL', ledger)
  for i = 1, #fields, 2 do
    if string.sub(fields[i], 1, 2) == 'f:' then oldFacts[string.sub(fields[i], 3)] = fields[i + 1]
    else old[fields[i]] = fields[i + 1] end
  end
  local oldOrder, oldOrdinal = tonumber(old.o or '0'), tonumber(old.v or '0')
  local newOrder, rev = tonumber(order), tonumber(old.rev or '0')
  if oldOrder > newOrder or (oldOrder == newOrder and oldOrdinal > ordinal) then return {'stale', rev, 0, 0} end
  local function keep()
    redis.call('PEXPIRE', ledger, ledgerMs)
    if redis.call('HGET', body, 'o') == order then
      if bodyMs ~= '0' then redis.call('PEXPIRE', body, bodyMs)
      else
        redis.call('DEL', body)
        redis.call('ZREM', index, key)
      end
    end
    if anyDead then redis.call('HDEL', dead, key) end
  end
  if oldOrder == newOrder and old.h == hash and old.d == stamp then
    redis.call('HSET', ledger, 'v', ARGV[2])
    keep()
    return {'same', rev, 0, 0}
  end
  local asserted, retracted, fresh = {}, {}, {}
  for i = at + 9, at + 8 + count * 3, 3 do
    local id = ARGV[i]
    fresh[id] = true
    local was = oldFacts[id]
    if not was or string.sub(was, 1, 11) ~= string.sub(ARGV[i + 1], 1, 11) then asserted[#asserted + 1] = i end
  end
  for id in pairs(oldFacts) do
    if not fresh[id] then retracted[#retracted + 1] = id end
  end
  table.sort(retracted)
  if old.h == hash and old.m == mentions and #asserted == 0 and #retracted == 0 then
    redis.call('HSET', ledger, 'o', order, 'v', ARGV[2], 'd', stamp)
    keep()
    return {'unchanged', rev, 0, 0}
  end
  rev = rev + 1
  local revision = text(rev)
  if not epoch then
    epoch = redis.call('HGET', meta, 'epoch')
    if not epoch then
      epoch = ARGV[8]
      redis.call('HSET', meta, 'epoch', epoch)
    end
  end
  local changes = #asserted + #retracted + 1
  local sequence = redis.call('HINCRBY', meta, 'seq', text(changes)) - changes
  local function append(verb, fact, types, data)
    sequence = sequence + 1
    local id = redis.sha1hex(key .. ':' .. revision .. ':' .. verb .. ':' .. fact)
    redis.call('XADD', events, '*', 'e', '{"specversion":"1.0","id":"' .. id .. '","source":"' .. source .. epoch ..
      '","sequence":"' .. string.format('%016d', sequence) .. '",' .. types .. ',' .. head .. '"revision":' ..
      revision .. ',' .. data .. '}}', 'q', text(sequence))
  end
  local reason = 'dictionary'
  if withdrawn == '1' then reason = 'withdrawn' elseif old.h ~= hash then reason = 'corrected' end
  local gone, stands = {}, {}
  for n, id in ipairs(retracted) do
    append('retracted', id, '${typeMembers(EVENT_TYPES.retracted)}', '"dictionaryVersion":"' .. version ..
      '","factId":"' .. id .. '","reason":"' .. reason .. '","relation":' .. string.sub(oldFacts[id], 12))
    gone[n] = 'f:' .. id
  end
  each('HDEL', ledger, gone)
  for n, i in ipairs(asserted) do
    append('asserted', ARGV[i], '${typeMembers(EVENT_TYPES.asserted)}', ARGV[i + 2])
    stands[2 * n - 1], stands[2 * n] = 'f:' .. ARGV[i], ARGV[i + 1]
  end
  each('HSET', ledger, stands)
  append('extracted', '', '${typeMembers(EVENT_TYPES.extracted)}', extracted .. ',"contentHash":"' .. hash ..
    '","counts":{"relations":' .. count .. ',"asserted":' .. #asserted .. ',"retracted":' .. #retracted .. '}')
  redis.call('HSET', ledger, 'rev', revision, 'o', order, 'v', ARGV[2], 'd', stamp, 'h', hash, 'm', mentions)
  keep()
  return {'ok', rev, #asserted, #retracted}
end
local replies, at, key = {}, 9, 1
for n = 1, documents do
  if ARGV[at + 5] == '1' then
    meta, events, index, dead, epoch = KEYS[key], KEYS[key + 1], KEYS[key + 2], KEYS[key + 3], nil
    anyDead = redis.call('EXISTS', dead) == 1
    key = key + 4
  end
  local count = tonumber(ARGV[at + 6])
  replies[n] = commit(KEYS[key], KEYS[key + 1], at, count)
  key = key + 2
  at = at + 9 + count * 3
end
return replies
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

/** A version of a document and what it came to. */
export interface Commit {
  readonly subject: CommitSubject;
  readonly outcome: PackedOutcome;
}

/** Commits what a version of a document came to. Running it again, by whomever, changes nothing. */
export async function commitOutcome(
  context: CommitContext,
  subject: CommitSubject,
  outcome: Outcome,
): Promise<CommitResult> {
  const [result] = await commitOutcomes(context, [{ subject, outcome: packOutcome(outcome) }]);
  return result as CommitResult;
}

/**
 * Commits several documents with one command; results stand in their order. In a Redis Cluster they must be of one partition.
 */
export async function commitOutcomes(context: CommitContext, commits: readonly Commit[]): Promise<CommitResult[]> {
  const { client, keys } = context;
  const sorted = [...commits.keys()].sort((a, b) => commits[a]!.subject.partition - commits[b]!.subject.partition);
  const names: string[] = [];
  const values: (string | number | PackedArguments)[] = [
    commits.length,
    context.dictionaryOrdinal,
    context.dictionaryVersion,
    `${context.dictionaryVersion} ${context.programVersion}`,
    eventSource(context.environment),
    context.ledgerDays * DAY_MS,
    context.bodyDays * DAY_MS,
    context.epoch,
  ];
  let last: number | undefined;
  for (const position of sorted) {
    const { subject, outcome } = commits[position]!;
    const { key, order, contentHash, withdrawn, documentId, acceptedAt, partition } = subject;
    const other = partition !== last;
    last = partition;
    if (other) names.push(keys.meta(partition), keys.events(partition), keys.index(partition), keys.dead(partition));
    names.push(keys.ledger(subject), keys.body(subject));
    values.push(key, order, contentHash, withdrawn ? 1 : 0, commonHead(documentId, key, acceptedAt));
    values.push(other ? 1 : 0, outcome.facts, outcome.packed);
  }
  const replies = (await COMMIT.runPacked(client, names, values)) as [CommitResult['result'], number, number, number][];
  const results: CommitResult[] = new Array(commits.length);
  for (const [i, position] of sorted.entries()) {
    const [result, revision, asserted, retracted] = replies[i]!;
    results[position] = { result, revision, asserted, retracted };
  }
  return results;
}

/** `source` of events, without the epoch. */
export function eventSource(environment: string): string {
  return `/chokepoint/${environment}/`;
}
