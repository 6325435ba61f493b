import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Extraction } from '../../src/schema/extraction.js';
import { CONFIG_VARIABLES } from '../../src/schema/index.js';
import { jsonLines, type Running, root, run, start } from './run.js';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

interface Block {
  readonly language: string;
  readonly text: string;
}

const blocks: Block[] = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
  language,
  text,
}));
const commands = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));

/** Commands that run until they are stopped, and those that this very run is part of. */
const SERVES = /^npx chokepoint (work|deliver)\b/;
const SELF = /^npm /;

/** Splits a command as a shell would, as far as the README goes. */
function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
}

/** Waits until nothing waits. */
async function settled(cwd: string, env: Record<string, string>): Promise<void> {
  for (;;) {
    const [status] = jsonLines<{ queue: { jobs: Record<string, number> } }>(
      (await run(['status', '--json'], { cwd, env })).out,
    );
    if (Object.values(status?.queue.jobs ?? {}).every((count) => count === 0)) return;
    await sleep(200);
  }
}

describe('the README', () => {
  let cwd: string;
  let redis: Record<string, string>;
  let holder: Running | undefined;
  beforeAll(async () => {
    cwd = mkdtempSync(join(tmpdir(), 'chokepoint-readme-'));
    cpSync(join(root, 'samples'), join(cwd, 'samples'), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(cwd, 'node_modules'));
    for (const { language, text } of blocks) {
      const [, file] =
        language === 'yaml'
          ? (/`(my-words\/[\w.-]+)`:\n*$/.exec(readme.split(text)[0]?.replace(/```yaml\n$/, '') ?? '') ?? [])
          : [];
      if (!file) continue;
      mkdirSync(join(cwd, dirname(file)), { recursive: true });
      writeFileSync(join(cwd, file), text);
    }
    redis = { CHOKEPOINT_DATA_DIR: join(cwd, '.chokepoint') };
    holder = start(['work'], { cwd, env: redis });
    await holder.says('ready');
  });
  afterAll(async () => {
    holder?.kill();
    await holder?.ended;
    rmSync(cwd, { recursive: true, force: true });
  });

  test('has exactly two commands to begin with', () => {
    const section = readme.split(/^## /m).find((part) => part.startsWith('Two commands')) ?? '';
    const shown = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text?.trim());
    expect(shown).toEqual(['npm install && npx chokepoint demo', 'npm test']);
  });

  test('its sentence gives its JSON', async () => {
    const [, input = ''] = /^echo '(.*)' \| npx chokepoint extract --pretty -$/m.exec(readme) ?? [];
    const { out } = await run(['extract', '-'], { cwd, input });
    const shown = JSON.parse(blocks.find(({ language }) => language === 'json')?.text ?? '');
    const relation = jsonLines<Extraction>(out)[0]?.relations[0];
    // Lines of the dictionary move, confidences are calibrated anew.
    const still = (one: typeof relation) =>
      one && { ...one, confidence: 0, by: { ...one.by, entry: one.by.entry.replace(/\d+$/, '') } };
    expect(still(relation)).toEqual(still(shown));
  });

  test.each(commands.filter((command) => command.startsWith('npx chokepoint ') && !SERVES.test(command)))(
    '%s',
    async (command) => {
      const { code, out, err } = await run(words(command).slice(2), { cwd, env: redis });
      expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
      expect(out + err).not.toBe('');
      // What was pushed is worked off before the next command looks at it.
      if (command.includes(' push ')) await settled(cwd, redis);
    },
  );

  test.each(commands.filter((command) => SERVES.test(command)))('%s', async (command) => {
    const running = start(words(command).slice(2), { cwd, env: redis });
    await running.says('ready');
    running.kill();
    expect((await running.ended).code).toBe(0);
  });

  test('no command is left out', () => {
    const known = (command: string) =>
      SELF.test(command) || command.startsWith('npx chokepoint ') || command.startsWith('echo ');
    expect(commands.filter((command) => !known(command))).toEqual([]);
    expect(commands.length).toBeGreaterThan(10);
  });

  test('names every setting', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(expect.arrayContaining(Object.values(CONFIG_VARIABLES)));
  });

  test('its links lead somewhere', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path ?? '');
    for (const path of links) expect(() => readFileSync(join(root, path))).not.toThrow();
  });
});
