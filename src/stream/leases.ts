import { randomBytes } from 'node:crypto';
import type { RedisClient } from '../redis/connect.js';
import type { RedisHandle } from '../redis/open.js';
import { Script } from '../redis/script.js';

/** Says that a member lives, forgets dead ones and those of a clock that was set back, returns how many live. By the clock of Redis. */
const BEAT = new Script(`
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[2]))
redis.call('ZREMRANGEBYSCORE', KEYS[1], now + tonumber(ARGV[2]), '+inf')
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[2]) * 4)
return redis.call('ZCARD', KEYS[1])
`);
/** Takes or renews a lease; 1 renewed, 2 newly taken, 0 held by another. One that a clock set back made far too long is cut. */
const TAKE = new Script(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  if redis.call('PTTL', KEYS[1]) > 4 * tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
if holder then return 1 end
return 2
`);
const RELEASE = new Script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`);

/**
 * Shares the partitions among the consumers of a group: one reader a partition, so that a document's events stay in
 * order and a gap is a gap. A reader that dies is replaced when its lease runs out.
 */
export class Leases {
  private readonly me = `${process.pid}-${randomBytes(6).toString('hex')}`;
  private readonly client: RedisClient;
  /** Partition → until when it is ours, on this process's monotonic clock (ms). */
  private readonly held = new Map<number, number>();
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly redis: RedisHandle,
    private readonly group: string,
    private readonly leaseMs: number,
    client: RedisClient,
  ) {
    this.client = client;
  }

  /** Takes a first share and keeps it up to date in the background. */
  async start(): Promise<void> {
    await this.balance();
    this.timer = setInterval(() => {
      this.turn = this.balance().catch(() => {});
    }, this.leaseMs / 3);
    this.timer.unref();
  }

  /** The partitions that are certainly ours now. */
  partitions(): number[] {
    const now = performance.now();
    return [...this.held].filter(([, until]) => until > now).map(([partition]) => partition);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
    const { keys } = this.redis;
    await Promise.all(
      [...this.held.keys()].map((partition) =>
        RELEASE.run(this.client, [keys.lease(partition, this.group)], [this.me]),
      ),
    );
    this.held.clear();
    await this.client.zrem(keys.members(this.group), this.me);
  }

  private async balance(): Promise<void> {
    const { keys } = this.redis;
    const living = Number(await BEAT.run(this.client, [keys.members(this.group)], [this.me, this.leaseMs]));
    const share = Math.ceil(keys.partitions / Math.max(1, living));
    const mine = [...this.held.keys()];
    for (const partition of mine.slice(share)) {
      this.held.delete(partition);
      await RELEASE.run(this.client, [keys.lease(partition, this.group)], [this.me]);
    }
    const others = Array.from({ length: keys.partitions }, (_, partition) => partition).filter(
      (partition) => !this.held.has(partition),
    );
    for (const partition of mine.slice(0, share)) await this.take(partition);
    for (const partition of others) {
      if (this.held.size >= share) break;
      await this.take(partition);
    }
  }

  private async take(partition: number): Promise<void> {
    const sent = performance.now();
    const reply = await TAKE.run(this.client, [this.redis.keys.lease(partition, this.group)], [this.me, this.leaseMs]);
    // Less than the lease, so that two readers never both think that it is theirs.
    if (reply) this.held.set(partition, sent + this.leaseMs * 0.8);
    else this.held.delete(partition);
  }
}
