import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const PAGE = join(root, 'docs', 'tuning.md');
const UPDATE = process.env.UPDATE_DOCS === '1';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tuning-'));
  const loader = join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs');
  const shim = `#!/bin/sh\nexec "${process.execPath}" --import "${loader}" "${join(root, 'src/cli/main.ts')}" "$@"\n`;
  writeFileSync(join(folder, 'chokepoint'), shim);
  chmodSync(join(folder, 'chokepoint'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command prints, stdout first, as the page shows it. */
function run(command: string): string {
  const { stdout, stderr } = spawnSync('bash', ['-c', command.replaceAll('SHIPPED', join(root, 'dictionaries'))], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env.PATH ?? ''}`, HOME: process.env.HOME ?? '', NO_COLOR: '1' },
  });
  // Progress is told every ten seconds on a slow machine.
  const said = `${stdout}${stderr}`.replace(/^\d+ of \d+ documents\n/gm, '');
  return said.replaceAll(join(root, 'dictionaries'), 'SHIPPED').trimEnd();
}

/** What may differ from one day to the next: versions, lines of shipped files, numbers of shipped entries. */
function steady(output: string): string {
  return output
    .replace(/\b[0-9a-f]{16}\b/g, 'VERSION')
    .replace(/(SHIPPED\S*?):\d+/g, '$1:N')
    .replace(/\d+ entities, \d+ relations/g, 'N entities, N relations')
    .replace(/perhaps [\w, -]+? {2}/g, 'perhaps … ')
    .replace(/\d+ passed/g, 'N passed');
}

test('every command of docs/tuning.md prints what stands beneath it', { timeout: 300_000 }, () => {
  let page = readFileSync(PAGE, 'utf8');
  for (const [block, body = ''] of page.matchAll(/```console\n([\s\S]*?)```/g)) {
    const commands = body.split('\n').filter((line) => line.startsWith('$ '));
    const real = commands.flatMap((line) => [line, ...[run(line.slice(2))].filter(Boolean)]).join('\n');
    if (UPDATE) page = page.replace(block, () => `\`\`\`console\n${real}\n\`\`\``);
    else expect(steady(real)).toBe(steady(body.trimEnd()));
  }
  if (UPDATE) writeFileSync(PAGE, page);
});
