import { describe, expect, test } from 'vitest';
import { DocumentError, prepareDocument } from '../../src/queue/prepare.js';

const LIMIT = 1_000;
const prepare = (value: unknown) => prepareDocument(value, 'x.json:3', LIMIT);

describe('documents at the door', () => {
  test.each([
    ['a string', 'text', 'invalid'],
    ['null', null, 'invalid'],
    ['an array', [], 'invalid'],
    ['no body', {}, 'invalid'],
    ['two bodies', { text: 'a', html: 'b' }, 'invalid'],
    ['a number as body', { text: 5 }, 'invalid'],
    ['white space alone', { text: ' \n\t\u00a0' }, 'empty'],
    ['one byte too many', { text: `${'é'.repeat(500)}x` }, 'too-large'],
    ['a bomb beside the body', { text: 'a', metadata: { x: 'y'.repeat(200_000) } }, 'too-large'],
    ['a long id', { id: 'x'.repeat(513), text: 'a' }, 'invalid'],
    ['a bad date', { text: 'a', publishedAt: 'gestern' }, 'invalid'],
    ['1e400 as text', JSON.parse('{"text": 1e400}'), 'invalid'],
  ])('%s is refused in one line that names the input', (_, value, code) => {
    let failure: unknown;
    try {
      prepare(value);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(DocumentError);
    expect((failure as DocumentError).code).toBe(code);
    expect((failure as DocumentError).message).toMatch(/^x\.json:3: [^\n]+$/);
  });

  test('deep nesting is refused, prototypes stay as they are', () => {
    const deep = JSON.parse(`{"text":"a","metadata":{"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`);
    expect(() => prepare(deep)).toThrow(DocumentError);
    const odd = JSON.parse(
      '{"text":"a","metadata":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
    );
    const { json } = prepare(odd);
    expect(json).not.toContain('polluted');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('exactly the limit is taken', () => {
    expect(prepare({ text: 'é'.repeat(500) }).document.text).toHaveLength(500);
  });

  test('NUL and lone surrogates are mended one for one, before hashing; all else stays', () => {
    const text = 'a\0b\ud800c\udc00d😀\r\n\u202ee\u0301';
    const { document, contentHash } = prepare({ id: 'x\0', text, metadata: { 'k\0': ['\ud800'] } });
    expect(document.text).toBe('a\ufffdb\ufffdc\ufffdd😀\r\n\u202ee\u0301');
    expect(document.text).toHaveLength(text.length);
    expect(document.id).toBe('x\ufffd');
    expect(document.metadata).toEqual({ 'k\ufffd': ['\ufffd'] });
    expect(prepare({ text: document.text }).contentHash).toBe(contentHash);
  });

  test('a byte order mark is dropped', () => {
    expect(prepare({ text: '\ufeffNews' }).document.text).toBe('News');
  });

  test('id: given, else of the url, else of the body; metadata is no content', () => {
    expect(prepare({ id: 'mine', text: 'a' }).document.id).toBe('mine');
    expect(prepare({ url: 'https://x', text: 'a' }).document.id).toBe(
      prepare({ url: 'https://x', text: 'b' }).document.id,
    );
    expect(prepare({ text: 'a' }).document.id).not.toBe(prepare({ text: 'b' }).document.id);
    expect(prepare({ text: 'a', metadata: { run: 1 } }).contentHash).toBe(prepare({ text: 'a' }).contentHash);
    expect(prepare({ text: 'a', title: 'T' }).contentHash).not.toBe(prepare({ text: 'a' }).contentHash);
  });
});
