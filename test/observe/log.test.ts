import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const run = (code: string) =>
  execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });

test('a log line is one line of JSON, short, and on stderr', () => {
  const module = new URL('../../src/observe/log.ts', import.meta.url).href;
  const script = `import { createLog } from '${module}';
    const log = createLog('test', 'info');
    log.warn({ reason: 'a\\n{"level":"fatal"}\\u001b[31m' + 'x'.repeat(1e6) }, 'odd\\nmessage');`;
  const wrapper = `import { spawnSync } from 'node:child_process';
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', ${JSON.stringify(script)}]);
    console.log(JSON.stringify([String(stdout), String(stderr)]));`;
  const [stdout, stderr] = JSON.parse(run(wrapper)) as [string, string];
  expect(stdout).toBe('');
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  expect(stderr.length).toBeLessThan(5_000);
  expect(stderr).not.toContain('\u001b');
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'warn', name: 'test', msg: 'odd\nmessage' });
});
