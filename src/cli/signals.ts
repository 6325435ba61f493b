import { whenStdoutCloses } from './output.js';

/** A signal that is aborted by the first SIGINT or SIGTERM, or when nobody reads stdout; a second SIGINT ends the process at once. */
export function untilStopped(): AbortSignal {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  whenStdoutCloses(() => controller.abort());
  return controller.signal;
}
