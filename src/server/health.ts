import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Metrics } from '../observe/metrics.js';

/** What health is made of: each check returns what is wrong, or undefined. */
export interface HealthChecks {
  /** Is this process beyond help? Never asks Redis: an outage must not restart every worker. */
  live(): string | undefined | Promise<string | undefined>;
  /** Can it do its work now? */
  ready(): string | undefined | Promise<string | undefined>;
  /** Brings the gauges up to date. */
  collect?(): Promise<void>;
}

/** `/livez`, `/readyz`, `/startupz` and `/metrics`, as an app to be mounted or served. */
export function healthApp(checks: HealthChecks, metrics: Metrics): Hono {
  const app = new Hono();
  const answer = (check: () => string | undefined | Promise<string | undefined>) => async () => {
    const problem = await check();
    return new Response(`${problem ?? 'ok'}\n`, { status: problem ? 503 : 200 });
  };
  app.get('/livez', answer(checks.live));
  app.get('/readyz', answer(checks.ready));
  app.get('/startupz', answer(checks.ready));
  app.get('/metrics', async (context) => {
    await withDeadline(checks.collect?.() ?? Promise.resolve(), 3_000);
    return context.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType });
  });
  return app;
}

/** Serves health on a port; returns how to stop. */
export function serveHealth(
  checks: HealthChecks,
  metrics: Metrics,
  host: string,
  port: number,
): Promise<{ port: number; close(): void }> {
  return new Promise((fulfil, reject) => {
    const server = serve({ fetch: healthApp(checks, metrics).fetch, hostname: host, port }, (info) =>
      fulfil({ port: info.port, close: () => server.close() }),
    );
    server.once('error', reject);
  });
}

async function withDeadline(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, ms);
  });
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
