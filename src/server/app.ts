import { Hono } from 'hono';
import { BackpressureError } from '../queue/pressure.js';
import { isInfrastructureError } from '../redis/errors.js';
import { Access } from './access.js';
import { asyncApi } from './asyncapi.js';
import { extractRoutes } from './extract.js';
import { feedRoutes } from './feed.js';
import { collectGauges } from './gauges.js';
import { healthApp } from './health.js';
import { ingestRoutes } from './ingest.js';
import { openApi } from './openapi.js';
import { HEADERS, pageRoutes } from './page.js';
import { Problem } from './problem.js';
import { RateLimit } from './rate.js';
import type { Services } from './services.js';
import { workbenchRoutes } from './workbench.js';

const LIMITED = /^\/(documents|extract|session|workbench\/(preview|tests|corpus|decide|save|publish))/;

/** All of HTTP: ingest, events, extraction, health, metrics, the interface descriptions and the workbench. */
export function createApp(services: Services): Hono {
  const { redis, producer, desk, metrics, log, version, root, token, rate } = services;
  const app = new Hono();
  const access = new Access(token);
  const limit = new RateLimit(rate);
  let isPage = (_path: string): boolean => false;

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value);
  });
  app.use(async (context, next) => {
    if (context.req.method !== 'GET' && LIMITED.test(context.req.path)) {
      const wait = limit.take(services.caller?.(context) ?? '');
      if (wait > 0) throw new Problem(429, 'rate', 'too many requests', { 'retry-after': String(wait) });
    }
    return next();
  });
  app.use(access.guard((path) => isPage(path)));
  app.onError((error) => {
    if (error instanceof Problem) return error.response();
    if (error instanceof BackpressureError) {
      return new Problem(503, 'full', error.message, { 'retry-after': String(error.retryAfter) }).response();
    }
    if (isInfrastructureError(error)) {
      log.warn({ reason: error.message }, 'Redis cannot be used');
      return new Problem(503, 'redis', 'Redis cannot be used at the moment', { 'retry-after': '5' }).response();
    }
    log.error({ reason: error.message, stack: error.stack?.slice(0, 1_000) }, 'unexpected error');
    return new Problem(500, 'unexpected', 'an error that nobody expected; the log has it').response();
  });
  app.notFound(() => new Problem(404, 'path', 'nothing is here; /openapi.json says what is where').response());

  app.post('/session', access.session());
  ingestRoutes(app, services);
  feedRoutes(app, services);
  extractRoutes(app, services);
  workbenchRoutes(app, services);
  const { namespace, partitions } = redis.config;
  app.get('/openapi.json', (context) => context.json(openApi(version)));
  app.get('/asyncapi.json', (context) => context.json(asyncApi(version, namespace, partitions)));
  const health = healthApp(
    {
      live: () => undefined,
      ready: async () => {
        if (!desk.info) return 'the dictionaries are being loaded';
        const alive = await redis.client.ping().catch(() => '');
        return alive === 'PONG' ? undefined : 'Redis cannot be reached';
      },
      collect: () => collectGauges(redis, producer, metrics),
    },
    metrics,
  );
  app.route('/', health);
  isPage = pageRoutes(app, root);
  return app;
}
