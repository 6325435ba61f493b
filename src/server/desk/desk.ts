import { watchFolders } from '../../dictionary/watch.js';
import type { Log } from '../../observe/log.js';
import { Pool } from '../../queue/pool/pool.js';
import { Problem } from '../problem.js';
import type { Answers, DeskInfo, Question } from './questions.js';

export interface DeskOptions {
  /** Dictionary folders, each laid over the one before. */
  readonly folders: readonly string[];
  /** Longest that a question may take, in ms. */
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
}

const TASK = new URL(`./task${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href;
const START_MS = 120_000;

type Reply = { readonly answer: unknown } | { readonly refused: string };

/**
 * Extraction and dictionary work for HTTP, in a thread of its own: no text and no edit can hold up the server. Follows the
 * files of its folders.
 */
export class Desk {
  private pool: Pool<Reply> | undefined;
  private readonly end = new AbortController();

  constructor(private readonly options: DeskOptions) {}

  get folders(): readonly string[] {
    return this.options.folders;
  }

  /** What is loaded; undefined until it is. */
  get info(): DeskInfo | undefined {
    return this.pool?.info as DeskInfo | undefined;
  }

  async start(): Promise<void> {
    const { folders, timeoutMs, memoryMb } = this.options;
    const pool = await Pool.start<Reply>({
      task: TASK,
      data: { folders },
      threads: 1,
      timeoutMs,
      memoryMb,
      startMs: START_MS,
    });
    if (this.end.signal.aborted) return pool.close();
    this.pool = pool;
    void this.follow();
  }

  /** @throws Problem 503 while the dictionaries are loading, 409 for an edit that cannot be made, 422 for what takes too long. */
  async ask<Name extends keyof Answers>(question: Extract<Question, { ask: Name }>): Promise<Answers[Name]> {
    if (!this.pool) throw new Problem(503, 'loading', 'the dictionaries are being loaded', { 'retry-after': '2' });
    const [result] = await this.pool.run([JSON.stringify(question)]);
    if (!result || !('ok' in result)) {
      throw new Problem(422, result?.code ?? 'crash', result?.reason ?? 'no answer');
    }
    if ('refused' in result.ok) throw new Problem(409, 'edit', result.ok.refused);
    return result.ok.answer as Answers[Name];
  }

  /** Loads the files anew. */
  async renew(): Promise<void> {
    const { folders, log } = this.options;
    const before = this.info?.version;
    await this.pool?.renew({ folders: [...folders] });
    const { version, diagnostics = [] } = this.info ?? {};
    if (version !== before) log.info({ dictionary: version, before, errors: diagnostics.length }, 'dictionary taken');
  }

  close(): void {
    this.end.abort();
    this.pool?.close();
  }

  private async follow(): Promise<void> {
    const { folders, log } = this.options;
    for await (const _ of watchFolders(folders, { signal: this.end.signal })) {
      await this.renew().catch((error: Error) => log.error({ reason: error.message }, 'dictionary refused'));
    }
  }
}
