import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hono } from 'hono';

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** What the browser may do with the page: load these files, ask this server, nothing else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** Headers of every answer. */
export const HEADERS: Record<string, string> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** The files of the workbench's page, as they lie in the package: nothing is built, nothing comes from elsewhere. */
export function pageRoutes(app: Hono, root: string): (path: string) => boolean {
  const folder = join(root, 'src', 'server', 'page');
  const files = new Map(
    readdirSync(folder).flatMap((name): [string, { type: string; body: string }][] => {
      const type = TYPES[name.split('.').at(-1) ?? ''];
      const path = name === 'index.html' ? '/' : `/${name}`;
      return type ? [[path, { type, body: readFileSync(join(folder, name), 'utf8') }]] : [];
    }),
  );
  for (const [path, { type, body }] of files) {
    app.get(path, (context) => context.body(body, 200, { 'content-type': type, 'cache-control': 'no-cache' }));
  }
  return (path) => files.has(path);
}
