import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Extraction } from '../../src/schema/extraction.js';
import { jsonLines, run } from './run.js';

const VERBS = 'demo extract view push watch work status dead reprocess events deliver schema explain dict score'.split(
  ' ',
);

describe('the command line without Redis', () => {
  let cwd: string;
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'chokepoint-cli-'));
    const files: Record<string, string | Buffer> = {
      'good.txt': 'DeepSeek stockpiled the H20.',
      'empty.txt': ' \n',
      'latin.txt': Buffer.from([0x63, 0x61, 0x66, 0xe9]),
      'big.txt': Buffer.alloc(20_000_000, 'x'),
      'page.html': '<html><body><p>Tencent leases servers from Equinix.</p></body></html>',
      'mixed.jsonl':
        '{"id":"one","text":"Baidu hoarded H20 chips."}\nnonsense\n\n{"words":1}\n{"id":"two","text":"Nothing."}\n',
      'list.json': '[{"id":"three","text":"Nothing."},7]',
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
    mkdirSync(join(cwd, 'broken'));
    writeFileSync(
      join(cwd, 'broken', 'firms.yaml'),
      'type: firm\nentries:\n  - { id: x, name: X, kind: ai-lab, colour: red }\n',
    );
    mkdirSync(join(cwd, 'nothing'));
    mkdirSync(join(cwd, 'mine'));
    writeFileSync(
      join(cwd, 'mine', 'firms.yaml'),
      'type: firm\nentries:\n  - { id: zorblax, name: Zorblax Compute, aliases: [Zorblax], kind: cloud-provider, source: news }\n',
    );
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  test('help names every verb; each verb has examples', { timeout: 120_000 }, async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const verb of VERBS) expect(out).toMatch(new RegExp(`^  ${verb} `, 'm'));
    const helps = await Promise.all(
      VERBS.filter((verb) => verb !== 'dict' && verb !== 'dead').map((verb) => run([verb, '--help'])),
    );
    for (const help of helps) {
      expect(help.code).toBe(0);
      expect(help.out).toMatch(/Examples?:\n {2}/);
      // No line of the description is broken by hand.
      expect(help.out).not.toMatch(/^\S.{0,40}[a-z,]\n[a-z][^\n]{50}/m);
    }
  });

  test.each([
    [[], ''],
    [['nonsense'], "unknown command 'nonsense'"],
    [['extract'], "missing required argument 'files'"],
    [['extract', '--nonsense', 'good.txt'], "unknown option '--nonsense'"],
    [['extract', '--published', 'soon', 'good.txt'], 'chokepoint: --published soon: not a date'],
    [['extract', '--dictionaries', 'missing', 'good.txt'], 'chokepoint: missing: is no folder'],
    [['push'], 'chokepoint: nothing to push'],
    [['watch'], "missing required argument 'feeds'"],
    [['watch', 'ftp://news.example/rss'], 'chokepoint: ftp://news.example/rss: is neither http nor https'],
    [['watch', '--every', 'often', 'feed.xml'], 'chokepoint: --every often: not a number of minutes'],
    [['dead', 'retry'], 'chokepoint: name an id, a --code or --all'],
    [['events', '--replay'], 'chokepoint: --replay needs --group'],
    [['events', '--since', 'yesterday'], 'chokepoint: --since yesterday: not a duration'],
    [['events', '--type', 'nonsense'], 'chokepoint: --type nonsense: not one of extracted, asserted'],
    [['deliver', 'nonsense'], 'chokepoint: nonsense: not a sink; one of postgres://'],
    [['schema', 'nonsense'], 'chokepoint: nonsense: no such schema'],
    [['score', '.'], 'chokepoint: .: is no gold set: it has no folder gold/'],
    [['score', 'missing'], 'chokepoint: missing: does not exist'],
    [['dict', 'eval', 'missing'], 'chokepoint: missing: does not exist'],
    [
      ['dict', 'add', 'firm', 'X Y', '--set', 'colour=red', '--into', 'new'],
      'chokepoint: "colour" is no field of firm',
    ],
    [['dict', 'add', 'firm', 'X Y', '--set', 'country=usa', '--into', 'new'], 'chokepoint: country: Invalid string'],
    [['dict', 'diff', 'mine', 'mine', '--on', 'good.txt', '--examples', 'x'], 'chokepoint: --examples x: is no count'],
  ])('%j is a usage error', async (args, message) => {
    const { code, out, err } = await run(args, { cwd });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
    if (args.length > 0) expect(err).toMatch(/^chokepoint: .*\n$/);
  });

  test.each([
    [['view', 'missing.jsonl'], 'missing.jsonl: does not exist'],
    [['view', 'mine'], 'mine: is a folder'],
    [['view', 'empty.txt'], 'empty.txt: is empty'],
    [['view', 'latin.txt'], 'latin.txt: is not valid UTF-8'],
    [['dict', 'check', 'nothing'], 'nothing: holds no dictionaries (.yaml)'],
    [['dict', 'test', 'nothing'], 'nothing: holds no dictionaries (.yaml)'],
    [['dict', 'import', 'missing.csv', '--into', 'mine'], 'missing.csv: does not exist'],
    [['convert', '--from', 'prodigy', '--to', 'doccano', 'missing.jsonl'], 'missing.jsonl: does not exist'],
  ])('%j fails in one line', async (args, message) => {
    const { code, out, err } = await run(args, { cwd });
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: `chokepoint: ${message}\n` });
  });

  test('extract: one line a document; bad input is one line each, the rest goes on', async () => {
    const files = [
      'good.txt',
      'empty.txt',
      'latin.txt',
      'big.txt',
      'missing.txt',
      'mine',
      'mixed.jsonl',
      'list.json',
      'page.html',
    ];
    const { code, out, err } = await run(['extract', ...files], { cwd });
    expect(code).toBe(1);
    const extractions = jsonLines<Extraction>(out);
    expect(extractions.map(({ documentId }) => documentId)).toEqual(['good', 'one', 'two', 'three', 'page']);
    expect(extractions[0]?.relations.map(({ type, subject, object }) => [type, subject.name, object.name])).toEqual([
      ['stockpiled', 'DeepSeek', 'H20'],
    ]);
    expect(extractions[0]?.text).toBe('DeepSeek stockpiled the H20.');
    expect(err.trim().split('\n')).toEqual([
      'chokepoint: empty.txt: is empty',
      'chokepoint: latin.txt: is not valid UTF-8',
      'chokepoint: big.txt: has 20000000 bytes, at most 2097152 are taken',
      'chokepoint: missing.txt: does not exist',
      'chokepoint: mine: is a folder',
      expect.stringContaining('chokepoint: mixed.jsonl:2: is not JSON'),
      'chokepoint: mixed.jsonl:4: exactly one of "text" and "html" must be given',
      expect.stringContaining('chokepoint: list.json[1]: is no document'),
    ]);
  });

  test('extract reads text, HTML and JSON lines from stdin', async () => {
    const [text, html, lines] = await Promise.all(
      [
        'Nvidia unveiled it.',
        ' <p>Nvidia unveiled it.</p>',
        '{"id":"a","text":"Nvidia unveiled it."}\n{"text":"AMD."}',
      ].map((input) => run(['extract', '-'], { input })),
    );
    expect(jsonLines<Extraction>(text?.out ?? '').map(({ text }) => text)).toEqual(['Nvidia unveiled it.']);
    expect(jsonLines<Extraction>(html?.out ?? '').map(({ text }) => text)).toEqual(['Nvidia unveiled it.']);
    expect(jsonLines<Extraction>(lines?.out ?? '').map(({ text }) => text)).toEqual(['Nvidia unveiled it.', 'AMD.']);
    expect((await run(['extract', '-'])).err).toBe('chokepoint: stdin: is empty\n');
  });

  test('extract loads neither ioredis nor bullmq', async () => {
    const { code, err } = await run(['extract', 'good.txt'], { cwd, env: { NODE_DEBUG: 'module,esm' } });
    expect(code).toBe(0);
    expect(err).not.toMatch(/node_modules\/(ioredis|bullmq)\//);
  });

  test('an unknown dictionary key is named by file, line and column, and nothing is extracted', async () => {
    const { code, out, err } = await run(['extract', '--dictionaries', 'broken', 'good.txt'], { cwd });
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(
      /^broken\/firms\.yaml:3:\d+ error D004 "colour" may not stand here\nchokepoint: the dictionaries have 1 error; .*\n$/,
    );
  });

  test('an overlay adds to the dictionaries', async () => {
    const input = 'Tencent leases servers from Zorblax.';
    const { out } = await run(['extract', '--dictionaries', 'mine', '-'], { cwd, input });
    expect(jsonLines<Extraction>(out)[0]?.mentions.map(({ id }) => id)).toContain('firm:zorblax');
    const check = await run(['dict', 'check', '--dictionaries', 'mine'], { cwd });
    expect(check.code).toBe(0);
    expect(check.err).toContain('0 errors');
  });

  test('explain names the lines behind it', async () => {
    const { code, out } = await run(['explain', 'DeepSeek stockpiled the H20.'], { env: { NO_COLOR: '1' } });
    expect(code).toBe(0);
    expect(out).toContain('DeepSeek —stockpiled→ H20');
    expect(out).toMatch(/stockpiled\/\S+ · relations\.yaml:\d+/);
    expect(out).toMatch(/chips\/nvidia\.yaml:\d+/);
  });

  test('schema prints JSON Schema', async () => {
    const names = jsonLines<{ name: string }>((await run(['schema'])).out).map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['document', 'extraction', 'event']);
    const schema = JSON.parse((await run(['schema', 'extraction'])).out);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(Object.keys(schema.properties)).toContain('mentions');
  });

  test('view writes one page from what extract prints', async () => {
    const { out } = await run(['extract', 'good.txt', 'page.html'], { cwd });
    const { code, out: path } = await run(['view', '-', '--out', 'page-out.html'], { cwd, input: out });
    expect([code, path]).toEqual([0, 'page-out.html\n']);
    expect(readFileSync(join(cwd, 'page-out.html'), 'utf8')).toContain('<svg class="arcs"');
    const bad = await run(['view', '-'], { cwd, input: '{"a":1}' });
    expect([bad.code, bad.err]).toEqual([1, 'chokepoint: stdin:1: is no extraction\n']);
  });

  test('score counts a gold set', async () => {
    mkdirSync(join(cwd, 'gold-set', 'texts'), { recursive: true });
    mkdirSync(join(cwd, 'gold-set', 'gold'));
    writeFileSync(join(cwd, 'gold-set', 'texts', 'a.txt'), 'DeepSeek stockpiled the H20.');
    const gold = {
      id: 'a',
      entities: [{ start: 0, end: 8, text: 'DeepSeek', type: 'firm', name: 'DeepSeek' }],
      relations: [
        {
          type: 'stockpiled',
          subject: 'DeepSeek',
          object: 'H20',
          sentence: 0,
          polarity: 'affirmed',
          modality: 'planned',
        },
      ],
    };
    writeFileSync(join(cwd, 'gold-set', 'gold', 'a.json'), JSON.stringify(gold));
    const { code, out } = await run(['score', 'gold-set', '--errors'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^mentions {22} P 0\.500 {2}R 1\.000 {2}F1 0\.667 {2}gold {4}1 {2}found {4}2$/m);
    expect(out).toMatch(/^relations {21} P 1\.000/m);
    expect(out).toMatch(/^a assertions spurious stockpiled\(DeepSeek, H20\) affirmed\/asserted$/m);
    const json = JSON.parse((await run(['score', 'gold-set', '--json'], { cwd })).out);
    expect(json.assertions.f1).toBe(0);
  });

  test('settings that cannot be used are a usage error', async () => {
    const { code, err } = await run(['status'], { cwd, env: { REDIS_URL: 'nonsense' } });
    expect([code, err]).toEqual([2, 'chokepoint: REDIS_URL: must begin with redis://, rediss:// or unix://\n']);
  });
});
