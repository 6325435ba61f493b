import { createHash } from 'node:crypto';
import type { RedisClient } from './connect.js';
import { type PackedArguments, PackedCommand } from './packed.js';

/** A Lua script: sent by its hash, and in full where the server does not know it (after a restart, on a new node). */
export class Script {
  private readonly sha: string;

  constructor(private readonly source: string) {
    this.sha = createHash('sha1').update(source).digest('hex');
  }

  async run(client: RedisClient, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    return this.known(
      () => client.evalsha(this.sha, keys.length, ...keys, ...args),
      () => client.eval(this.source, keys.length, ...keys, ...args),
    );
  }

  /** Runs it with arguments of which some are packed. */
  async runPacked(
    client: RedisClient,
    keys: readonly string[],
    args: readonly (string | number | PackedArguments)[],
  ): Promise<unknown> {
    const names = [String(keys.length), ...keys];
    return this.known(
      () => client.sendCommand(new PackedCommand('evalsha', [this.sha, ...names], args)) as Promise<unknown>,
      () => client.sendCommand(new PackedCommand('eval', [this.source, ...names], args)) as Promise<unknown>,
    );
  }

  private async known(byHash: () => Promise<unknown>, inFull: () => Promise<unknown>): Promise<unknown> {
    try {
      return await byHash();
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('NOSCRIPT'))) throw error;
      return inFull();
    }
  }
}
