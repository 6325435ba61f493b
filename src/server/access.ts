import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { Problem } from './problem.js';

const COOKIE = 'chokepoint';
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);
const PUBLIC = new Set(['/livez', '/readyz', '/startupz', '/session', '/openapi.json', '/asyncapi.json']);

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host.toLowerCase());
}

/** Who may use the server: with a token, whoever knows it; without one, this machine alone. */
export class Access {
  private readonly key = randomBytes(32);

  constructor(private readonly token: string | undefined) {}

  get needsToken(): boolean {
    return this.token !== undefined;
  }

  /**
   * Refuses pages of other sites (by `Origin` and, without a token, by a `Host` that is not this machine: DNS rebinding) and,
   * where there is a token, requests without it. The workbench's own page and files are free to read: they hold no data.
   */
  guard(isPage: (path: string) => boolean): MiddlewareHandler {
    return async (context, next) => {
      const { req } = context;
      const host = req.header('host');
      if (!this.needsToken && host !== undefined && !isLoopback(host.replace(/:\d+$/, ''))) {
        throw new Problem(403, 'host', 'this server answers to its own machine only');
      }
      const origin = req.header('origin');
      if (origin !== undefined && host !== undefined && origin.replace(/^https?:\/\//, '') !== host) {
        throw new Problem(403, 'origin', 'requests of other sites are refused');
      }
      if (this.needsToken && !PUBLIC.has(req.path) && !isPage(req.path)) {
        const given = /^Bearer (.+)$/i.exec(req.header('authorization') ?? '')?.[1];
        const session = getCookie(context, COOKIE);
        if (!this.knows(given) && !this.holds(session)) {
          if (given !== undefined) throw new Problem(403, 'token', 'the token is wrong');
          throw new Problem(401, 'token', 'a token is needed', { 'www-authenticate': 'Bearer' });
        }
      }
      return next();
    };
  }

  /** `POST /session {"token"}`: lets a browser in, by a cookie that is good until this process ends. */
  session(): MiddlewareHandler {
    return async (context) => {
      const { token } = (await context.req.json().catch(() => ({}))) as { token?: unknown };
      if (!this.knows(typeof token === 'string' ? token : undefined)) {
        throw new Problem(403, 'token', 'the token is wrong');
      }
      setCookie(context, COOKIE, this.stamp(), { httpOnly: true, sameSite: 'Strict', path: '/' });
      return context.body(null, 204);
    };
  }

  private knows(given: string | undefined): boolean {
    return this.token !== undefined && given !== undefined && same(given, this.token);
  }

  private holds(session: string | undefined): boolean {
    return session !== undefined && same(session, this.stamp());
  }

  private stamp(): string {
    return createHmac('sha256', this.key)
      .update(this.token ?? '')
      .digest('base64url');
  }
}

/** Compares in a time that says nothing of either. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
