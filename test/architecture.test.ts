import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** The import table of ARCHITECTURE.md: what each place may import beside itself. `workers` and `cli` are nobody's. */
const TABLE: Record<string, readonly string[]> = {
  schema: [],
  text: ['schema'],
  dictionary: ['schema', 'text'],
  extract: ['schema', 'text', 'dictionary'],
  score: ['schema'],
  formats: ['schema'],
  view: ['schema'],
  net: [],
  sources: ['schema', 'net'],
  redis: ['schema'],
  queue: ['schema', 'redis'],
  stream: ['schema', 'redis'],
  sinks: ['schema', 'net'],
  observe: ['schema'],
  index: ['schema', 'text', 'dictionary', 'extract', 'score', 'formats'],
};
const ALL = Object.keys(TABLE);
const ABOVE_ALL: Record<string, readonly string[]> = {
  server: ALL,
  cli: [...ALL, 'server'],
  workers: [...ALL, 'server'],
};
const MAY: Record<string, readonly string[]> = { ...TABLE, ...ABOVE_ALL };

/** Each heavy library has one door: the module, or the folder, through which it comes in. Types load nothing and need none. */
const DOORS: Record<string, readonly string[]> = {
  zod: ['src/schema/', 'src/cli/verbs/schema.ts'],
  yaml: ['src/dictionary/'],
  'wink-nlp': ['src/extract/grammar/', 'src/dictionary/'],
  'wink-eng-lite-web-model': ['src/extract/grammar/', 'src/dictionary/'],
  compromise: ['src/dictionary/'],
  natural: ['src/dictionary/'],
  'chrono-node': ['src/extract/'],
  'franc-min': ['src/text/'],
  linkedom: ['src/text/clean.ts'],
  '@mozilla/readability': ['src/text/clean.ts'],
  ioredis: ['src/redis/', 'src/queue/pressure.ts', 'src/stream/batches.ts'],
  'js-redis-server': ['src/redis/stand-in.ts'],
  bullmq: ['src/queue/', 'src/observe/telemetry.ts'],
  pg: ['src/sinks/sql.ts'],
  '@electric-sql/pglite': ['src/sinks/'],
  pino: ['src/observe/'],
  'prom-client': ['src/observe/', 'src/server/'],
  hono: ['src/server/'],
  '@hono/node-server': ['src/server/'],
  commander: ['src/cli/'],
  'rss-parser': ['src/sources/feed.ts'],
  'cli-progress': ['src/cli/progress.ts'],
};

interface Source {
  readonly path: string;
  readonly text: string;
}

interface Import {
  readonly name: string;
  /** `import type` and `export type` load nothing. */
  readonly typeOnly: boolean;
}

/** Every import of a file, `import type`, `export … from`, `import()` and imports for their effect among them. */
function importsOf(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const pattern =
    /^\s*(import|export)\s+(type\s)?[\w\s{},*$]*?\bfrom\s*['"]([^'"\n]+)['"]|\bimport\s*\(\s*['"]([^'"\n]+)['"]|^\s*import\s+['"]([^'"\n]+)['"]/gm;
  return [...code.matchAll(pattern)].map((match) => ({
    name: match[3] ?? match[4] ?? match[5] ?? '',
    typeOnly: match[2] !== undefined,
  }));
}

/** `src/queue/put.ts` → `queue`; `src/index.ts` → `index`; `workers/extract.ts` → `workers`. */
function placeOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' ? second.replace(/\.ts$/, '') : first;
}

/** Everything that is wrong with the imports of these files, one line each. */
function findFaults(files: readonly Source[]): string[] {
  const faults: string[] = [];
  const known = new Set(files.map(({ path }) => path));
  const graph = new Map<string, string[]>();
  for (const { path, text } of files) {
    const place = placeOf(path);
    const allowed = MAY[place];
    if (!allowed) faults.push(`${path}: ${place} stands in no import table`);
    const targets: string[] = [];
    for (const { name, typeOnly } of importsOf(text)) {
      if (!name.startsWith('.')) {
        const library = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? '');
        if (library === 'natural' && name === 'natural') faults.push(`${path}: natural is imported by subpath only`);
        const doors = DOORS[library];
        if (
          doors &&
          !typeOnly &&
          !doors.some((door) => path === door || (door.endsWith('/') && path.startsWith(door)))
        ) {
          faults.push(`${path}: ${library} comes in through ${doors.join(', ')} only`);
        }
        continue;
      }
      const target = join(dirname(path), name).replace(/\.js$/, '.ts');
      if (!known.has(target)) {
        faults.push(`${path}: ${name} does not exist`);
        continue;
      }
      targets.push(target);
      const other = placeOf(target);
      if (other === place) continue;
      if (other === 'cli' || other === 'workers') faults.push(`${path}: nobody imports ${other}`);
      else if (!allowed?.includes(other)) faults.push(`${path}: ${place} must not import ${other} (${name})`);
    }
    graph.set(path, targets);
  }
  return [...faults, ...findCycles(graph)];
}

function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const trail: string[] = [];
  const visit = (path: string): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      cycles.push(`cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`);
      return;
    }
    state.set(path, 'open');
    trail.push(path);
    for (const target of graph.get(path) ?? []) visit(target);
    trail.pop();
    state.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path);
  return cycles;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const files: Source[] = ['src', 'workers'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, folder, name))
    .map((file) => ({ path: relative(root, file), text: readFileSync(file, 'utf8') })),
);

describe('the way through the house', () => {
  test('no import runs against the table, none makes a cycle, each library has its door', () => {
    expect(findFaults(files)).toEqual([]);
  });

  const planted: [what: string, path: string, text: string, fault: RegExp][] = [
    ['an upward import', 'src/redis/planted.ts', "import { a } from '../queue/job.js';", /redis must not import queue/],
    [
      'an upward import of a type',
      'src/schema/planted.ts',
      "import type { A } from '../text/clean.js';",
      /schema must not import text/,
    ],
    [
      'an upward re-export',
      'src/text/planted.ts',
      "export * from '../extract/find.js';",
      /text must not import extract/,
    ],
    ['a lazy upward import', 'src/view/planted.ts', "const a = await import('../redis/open.js');", /view must not/],
    ['an import of the command line', 'src/server/planted.ts', "import '../cli/exit.js';", /nobody imports cli/],
    ['an import of workers', 'src/cli/planted.ts', "import '../../workers/task.js';", /nobody imports workers/],
    ['a new folder', 'src/misc/planted.ts', '', /misc stands in no import table/],
    ['a second door', 'src/stream/planted.ts', "import { Queue } from 'bullmq';", /bullmq comes in through/],
    ['natural as a whole', 'src/dictionary/planted.ts', "import natural from 'natural';", /by subpath only/],
    ['an import of nothing', 'src/text/planted.ts', "import './missing.js';", /does not exist/],
  ];
  test.each(planted)('%s is found', (_, path, text, fault) => {
    const before = findFaults(files);
    const faults = findFaults([...files, { path, text }]).filter((one) => !before.includes(one));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
  });

  test('a cycle is found, of types too', () => {
    const faults = findFaults([
      { path: 'src/text/a.ts', text: "import type { B } from './b.js';" },
      { path: 'src/text/b.ts', text: "export { c } from './c.js';" },
      { path: 'src/text/c.ts', text: "import { a } from './a.js';" },
    ]);
    expect(faults).toEqual(['cycle: src/text/a.ts → src/text/b.ts → src/text/c.ts → src/text/a.ts']);
  });
});
