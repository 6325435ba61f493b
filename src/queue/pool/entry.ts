import { parentPort, workerData } from 'node:worker_threads';
import type { ItemResult, LaneMessage, Renewal, TaskModule } from './lane.js';

/** Runs in a lane, thread or process: imports the task and works on what it is sent, item by item. */
interface Setup {
  task: string;
  data: unknown;
  progress?: Int32Array;
}

const port = parentPort;
const say = (message: LaneMessage, transfers: readonly ArrayBuffer[] = []) =>
  port ? port.postMessage(message, transfers) : process.send?.(message);

async function begin({ task, data, progress }: Setup): Promise<(message: string[] | Renewal) => Promise<void>> {
  const module = (await import(task)) as TaskModule;
  let current = await module.createTask(data);
  say({ ready: current.info });
  return async (message) => {
    if (!Array.isArray(message)) {
      try {
        current = await module.createTask(message.renew);
        say({ renewed: current.info });
      } catch (error) {
        say({ refused: String(error instanceof Error ? error.message : error).slice(0, 2_000) });
      }
      return;
    }
    const running = current;
    const transfers: ArrayBuffer[] = [];
    const results: ItemResult<unknown>[] = [];
    for (const [index, item] of message.entries()) {
      if (progress) Atomics.store(progress, 0, index);
      try {
        const given = running.run(item);
        const result = given instanceof Promise ? await given : given;
        if (running.transfers) transfers.push(...running.transfers(result));
        results.push({ ok: result });
      } catch (error) {
        results.push({
          code: 'extractor',
          reason: String(error instanceof Error ? error.message : error).slice(0, 500),
        });
      }
    }
    say({ results }, transfers);
  };
}

function failed(error: unknown): void {
  say({ failed: String(error instanceof Error ? error.message : error).slice(0, 2_000) });
}

if (port) {
  begin(workerData as Setup).then((work) => port.on('message', work), failed);
} else {
  process.once('message', (setup) => {
    begin(setup as Setup).then(
      (work) => process.on('message', (message) => void work(message as string[] | Renewal)),
      failed,
    );
  });
  process.once('disconnect', () => process.exit(0));
}
