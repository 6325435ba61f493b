import { parentPort, workerData } from 'node:worker_threads';
import type { ItemResult, LaneMessage, TaskModule } from './lane.js';

/** Runs in a lane, thread or process: imports the task and works on what it is sent, item by item. */
interface Setup {
  task: string;
  data: unknown;
  progress?: Int32Array;
}

const port = parentPort;
const say = (message: LaneMessage) => (port ? port.postMessage(message) : process.send?.(message));

async function begin({ task, data, progress }: Setup): Promise<(items: string[]) => Promise<void>> {
  const module = (await import(task)) as TaskModule;
  const { info, run } = await module.createTask(data);
  say({ ready: info });
  return async (items) => {
    const results: ItemResult<unknown>[] = [];
    for (const [index, item] of items.entries()) {
      if (progress) Atomics.store(progress, 0, index);
      try {
        const result = run(item);
        results.push({ ok: result instanceof Promise ? await result : result });
      } catch (error) {
        results.push({
          code: 'extractor',
          reason: String(error instanceof Error ? error.message : error).slice(0, 500),
        });
      }
    }
    say({ results });
  };
}

function failed(error: unknown): void {
  say({ failed: String(error instanceof Error ? error.message : error).slice(0, 2_000) });
}

if (port) {
  begin(workerData as Setup).then((work) => port.on('message', work), failed);
} else {
  process.once('message', (setup) => {
    begin(setup as Setup).then((work) => process.on('message', (items) => void work(items as string[])), failed);
  });
  process.once('disconnect', () => process.exit(0));
}
