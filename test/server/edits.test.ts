import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedVersion } from '../../src/queue/dictionaries.js';
import { smallDictionary, startWorld, type World } from './world.js';

/** Edits of the workbench with a folder of one's own over a shipped one. */
describe('edits', () => {
  const shipped = mkdtempSync(join(tmpdir(), 'chokepoint-shipped-'));
  const own = mkdtempSync(join(tmpdir(), 'chokepoint-own-'));
  let world: World;
  beforeAll(async () => {
    smallDictionary(shipped);
    world = await startWorld({ folders: [shipped, own] });
  });
  afterAll(async () => {
    await world?.stop();
    for (const folder of [shipped, own]) rmSync(folder, { recursive: true, force: true });
  });

  interface Unit {
    file: string;
    layer: number;
    line: number;
    text: string;
    target: { file: string; layer: number };
  }
  const ask = async (path: string, body: unknown): Promise<{ status: number; body: Record<string, never> }> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await world.fetch(path, { method: 'POST', body: JSON.stringify(body), headers });
    return { status: answer.status, body: (await answer.json()) as Record<string, never> };
  };
  const unit = async (question: object) => (await ask('/workbench/unit', question)).body as unknown as Unit;
  const edit = ({ file, layer, line, text: original }: Unit, text: string) => ({ file, layer, line, original, text });

  test('an entry of the shipped folder is saved into the own one, over it; the shipped file stays', async () => {
    const before = readFileSync(join(shipped, 'firms', 'own.yaml'), 'utf8');
    const found = await unit({ place: 'firms/own.yaml:6', id: 'bytedance' });
    expect(found).toMatchObject({ layer: 0, line: 6, target: { file: 'firms/own.yaml', layer: 1 } });
    const change = edit(found, found.text.replace('name: ByteDance', 'name: ByteDance Group'));
    const { body } = await ask('/workbench/save', { edit: change });
    expect(body).toMatchObject({ saved: true, file: 'firms/own.yaml' });
    expect(readFileSync(join(shipped, 'firms', 'own.yaml'), 'utf8')).toBe(before);
    expect(readFileSync(join(own, 'firms', 'own.yaml'), 'utf8')).toBe(
      'type: firm\nentries:\n  - { id: bytedance, name: ByteDance Group, kind: internet, source: general }\n',
    );
    const extraction = await ask('/extract', { text: 'ByteDance Group leases servers from Nvidia.' });
    expect(extraction.body.mentions).toMatchObject([{ name: 'ByteDance Group' }, { name: 'Nvidia' }]);
  });

  test('the entry of the own folder is then edited in its place; an older view of it is refused', async () => {
    const found = await unit({ place: 'firms/own.yaml:3', id: 'bytedance' });
    expect(found).toMatchObject({ layer: 1, target: { layer: 1 } });
    const change = edit(found, found.text.replace('internet', 'software'));
    expect((await ask('/workbench/save', { edit: change })).body).toMatchObject({ saved: true });
    expect(await ask('/workbench/save', { edit: change })).toMatchObject({ status: 409, body: { code: 'edit' } });
    // Somebody else writes the file, and the server has not seen it yet.
    const fresh = await unit({ place: 'firms/own.yaml:3', id: 'bytedance' });
    writeFileSync(join(own, 'firms', 'own.yaml'), '# mine\ntype: firm\nentries: []\n');
    const late = await ask('/workbench/save', { edit: edit(fresh, fresh.text.replace('software', 'internet')) });
    expect(late.status).toBe(409);
    expect(readFileSync(join(own, 'firms', 'own.yaml'), 'utf8')).toContain('# mine');
  });

  test('a frame of the shipped folder takes its relation along', async () => {
    const lines = readFileSync(join(shipped, 'relations.yaml'), 'utf8').split('\n');
    const line = lines.findIndex((text) => /^ {6}- \{ id: /.test(text)) + 1;
    const found = await unit({ place: `relations.yaml:${line}` });
    expect(found.target).toEqual({ file: 'relations.yaml', layer: 1 });
    expect(found.text).toMatch(/^id: [\w-]+\n/);
    const { body } = await ask('/workbench/save', { edit: edit(found, `${found.text}\n# looked at`) });
    expect(body).toMatchObject({ saved: true, fresh: [] });
    expect(readFileSync(join(own, 'relations.yaml'), 'utf8')).toContain('# looked at');
  });

  test.each(['../x.yaml', '/etc/x.yaml', 'a/../../x.yaml', 'x.txt', 'a\\..\\x.yaml'])(
    '%s is no file to write',
    async (file) => {
      const change = {
        file,
        layer: 1,
        line: 0,
        original: '',
        text: '{ id: a, name: A, kind: internet }',
        type: 'firm',
      };
      expect((await ask('/workbench/save', { edit: change })).status).toBe(422);
      expect(existsSync(join(own, file))).toBe(false);
    },
  );

  test('decisions with strange words are refused', async () => {
    const decided = [
      { suggestion: { kind: 'name', key: 'name X', type: '../../x' }, decision: { key: 'name X', decision: 'accept' } },
    ];
    expect((await ask('/workbench/decide', { decided })).status).toBe(422);
  });

  test('publish hands out what is loaded, and nothing that is broken', async () => {
    const { body } = await ask('/workbench/publish', {});
    expect(await publishedVersion(world.redis.client, world.redis.keys)).toBe(body.version);
    writeFileSync(join(own, 'broken.yaml'), 'type: firm\nentries: [{ id: 7 }]\n');
    expect((await ask('/workbench/publish', {})).status).toBe(409);
  });
});
