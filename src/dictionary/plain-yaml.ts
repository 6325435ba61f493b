import { isWide, narrow } from '../text/narrow.js';
import type { Place } from './place.js';

/** What the quick reader makes of a file. */
export interface PlainYaml {
  readonly value: Record<string, unknown>;
  /** Where a part stands; `undefined` where only a full parser can tell. */
  place(path: readonly (string | number)[]): Place | undefined;
}

/** Where the parts of a block map or of a block list stand. */
interface Block {
  /** The keys of a map. */
  readonly keys: string[] | undefined;
  /** The line of each part, 1-based, and its column. */
  readonly lines: number[];
  readonly columns: number[];
  /** The parts that are blocks with known parts themselves. */
  readonly parts: Map<number, Block>;
}

/** Thrown where a file goes beyond the subset. */
class Beyond extends Error {}

/**
 * Reads the plain part of YAML in which dictionaries are written: block maps and lists whose values are scalars and flow
 * collections on one line, or blocks again. `undefined` for whatever goes beyond that, or looks wrong: a full parser must read
 * it. What it does read, it reads as a full parser would.
 */
export function readPlainYaml(text: string): PlainYaml | undefined {
  if (/[\t\u0085\u2028\u2029\ufeff]/.test(text)) return undefined;
  try {
    return new Reader(text).file();
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  } finally {
    // A part of a text may keep the whole of it in memory.
    CUT.fill('');
  }
}

function startOf(root: Block, path: readonly (string | number)[]): Place | undefined {
  let block: Block | undefined = root;
  let place: Place | undefined;
  for (const key of path) {
    if (!block || (typeof key === 'string') !== (block.keys !== undefined)) return undefined;
    const at: number = typeof key === 'string' ? block.keys!.indexOf(key) : key;
    const line = block.lines[at];
    if (line === undefined) return undefined;
    place = { line, column: block.columns[at]! };
    block = block.parts.get(at);
  }
  return place;
}

class Reader {
  /** The line that is read next, and the number of lines passed. */
  private next: string | undefined;
  private line = -1;
  private at = 0;
  /** Where the parts of the block that was read last stand. */
  private last: Block | undefined;

  private readonly wide: boolean;

  constructor(private readonly text: string) {
    this.wide = isWide(text);
    this.pass();
  }

  file(): PlainYaml {
    this.skip();
    const first = this.next;
    // An empty file holds nothing, not an empty map.
    if (first === undefined) throw new Beyond();
    this.pass();
    const value = this.map(first, 0, true);
    if (this.next !== undefined) throw new Beyond();
    const root = this.last!;
    return { value, place: (path) => startOf(root, path) };
  }

  private pass(): void {
    const { text, at } = this;
    this.line++;
    if (at > text.length) {
      this.next = undefined;
      return;
    }
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const next = text.slice(at, end > at && text.charCodeAt(end - 1) === 0x0d ? end - 1 : stop);
    this.next = this.wide ? narrow(next) : next;
    this.at = stop + 1;
  }

  /** Passes blank lines and comments. */
  private skip(): void {
    for (;;) {
      const { next } = this;
      if (next === undefined) return;
      const at = indentOf(next);
      if (at < next.length && next.charCodeAt(at) !== 0x23) return;
      this.pass();
    }
  }

  /** The block below a key that stands at `indent`. */
  private block(indent: number): unknown {
    this.skip();
    const line = this.next;
    if (line === undefined) throw new Beyond();
    const at = indentOf(line);
    if (isItem(line, at) ? at < indent : at <= indent) throw new Beyond();
    if (isItem(line, at)) return this.list(at);
    this.pass();
    return this.map(line, at, false);
  }

  private list(indent: number): unknown[] {
    const list: unknown[] = [];
    const block: Block = { keys: undefined, lines: [], columns: [], parts: new Map() };
    for (this.skip(); this.next !== undefined; this.skip()) {
      const line: string = this.next;
      const at = indentOf(line);
      if (at < indent) break;
      if (at > indent) throw new Beyond();
      if (!isItem(line, at)) break;
      let from = at + 2;
      while (line.charCodeAt(from) === 0x20) from++;
      this.pass();
      block.lines.push(this.line);
      block.columns.push(from + 1);
      const code = line.charCodeAt(from);
      if (code === 0x7b || code === 0x5b || code === 0x22 || code === 0x27 || !beginsPair(line, from)) {
        list.push(new Flow(line, from).whole());
        continue;
      }
      list.push(this.map(line, from, false));
      if (this.last) block.parts.set(list.length - 1, this.last);
    }
    this.last = block;
    return list;
  }

  /** The map whose first pair stands on a line that is already passed. Its parts are kept where `keep` says so or blocks are among them. */
  private map(first: string, indent: number, keep: boolean): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const lines: number[] = [];
    let parts: Map<number, Block> | undefined = keep ? new Map() : undefined;
    let current = first;
    for (;;) {
      lines.push(this.line);
      const [key, rest] = pair(current, indent);
      if (Object.hasOwn(map, key)) throw new Beyond();
      if (rest < current.length) map[key] = new Flow(current, rest).whole();
      else {
        map[key] = this.block(indent);
        parts ??= new Map();
        if (this.last) parts.set(lines.length - 1, this.last);
      }
      this.skip();
      const { next } = this;
      if (next === undefined) break;
      const at = indentOf(next);
      if (at < indent) break;
      if (at > indent || next.charCodeAt(indent) === 0x2d) throw new Beyond();
      current = next;
      this.pass();
    }
    this.last = parts && { keys: Object.keys(map), lines, columns: lines.map(() => indent + 1), parts };
    return map;
  }
}

function isItem(line: string, at: number): boolean {
  return line.charCodeAt(at) === 0x2d && line.charCodeAt(at + 1) === 0x20;
}

function indentOf(line: string): number {
  let at = 0;
  while (line.charCodeAt(at) === 0x20) at++;
  return at;
}

/** The key that begins at an offset and the offset of its value; the line's length when none stands on the line. */
function pair(line: string, from: number): [key: string, rest: number] {
  const quote = line.charCodeAt(from) === 0x22 ? 1 : 0;
  const begin = from + quote;
  let end = begin;
  while (isKey(line.charCodeAt(end))) end++;
  const after = end + quote;
  if (end === begin || line.charCodeAt(after) !== 0x3a || (quote && line.charCodeAt(end) !== 0x22)) throw new Beyond();
  // A full parser makes other keys of numbers and of nothing.
  if (!isLetter(line.charCodeAt(begin))) throw new Beyond();
  let rest = after + 1;
  if (rest < line.length && line.charCodeAt(rest) !== 0x20) throw new Beyond();
  while (line.charCodeAt(rest) === 0x20) rest++;
  if (line.charCodeAt(rest) === 0x23) rest = line.length;
  const key = cut(line, begin, end);
  if (key.length === 4 && key.toLowerCase() === 'null') throw new Beyond();
  return [key, rest];
}

/** Whether a key and its colon stand at an offset. */
function beginsPair(line: string, from: number): boolean {
  let at = from;
  if (!isLetter(line.charCodeAt(at))) return false;
  while (isKey(line.charCodeAt(at))) at++;
  return line.charCodeAt(at) === 0x3a && (at + 1 >= line.length || line.charCodeAt(at + 1) === 0x20);
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isKey(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f
  );
}

/** A value on one line. */
class Flow {
  private readonly wide: boolean;

  constructor(
    private readonly line: string,
    private at: number,
  ) {
    this.wide = isWide(line);
  }

  /** The value, after which nothing but a comment may stand. */
  whole(): unknown {
    const code = this.line.charCodeAt(this.at);
    const flow = code === 0x7b || code === 0x5b;
    const value = flow ? this.value() : code === 0x22 || code === 0x27 ? this.quoted(code) : this.plain(false);
    const end = this.at;
    this.blanks();
    if (this.at < this.line.length && (this.line.charCodeAt(this.at) !== 0x23 || end === this.at)) throw new Beyond();
    return value;
  }

  private value(): unknown {
    const code = this.line.charCodeAt(this.at);
    if (code === 0x7b) return this.map();
    if (code === 0x5b) return this.list();
    if (code === 0x22 || code === 0x27) return this.quoted(code);
    return this.plain(true);
  }

  private map(): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    this.at++;
    this.blanks();
    while (this.line.charCodeAt(this.at) !== 0x7d) {
      const [key, rest] = pair(this.line, this.at);
      if (Object.hasOwn(map, key) || rest >= this.line.length) throw new Beyond();
      this.at = rest;
      map[key] = this.value();
      this.separator(0x7d);
    }
    this.at++;
    return map;
  }

  private list(): unknown[] {
    const list: unknown[] = [];
    this.at++;
    this.blanks();
    while (this.line.charCodeAt(this.at) !== 0x5d) {
      list.push(this.value());
      this.separator(0x5d);
    }
    this.at++;
    return list;
  }

  private separator(end: number): void {
    this.blanks();
    const code = this.line.charCodeAt(this.at);
    if (code === 0x2c) {
      this.at++;
      this.blanks();
    } else if (code !== end) throw new Beyond();
  }

  private blanks(): void {
    while (this.line.charCodeAt(this.at) === 0x20) this.at++;
  }

  private quoted(quote: number): string {
    const from = ++this.at;
    const { line } = this;
    while (this.at < line.length && line.charCodeAt(this.at) !== quote) {
      if (line.charCodeAt(this.at) === 0x5c && quote === 0x22) {
        // Only the escapes of a quote and of a backslash.
        const next = line.charCodeAt(this.at + 1);
        if (next !== 0x22 && next !== 0x5c) throw new Beyond();
        this.at++;
      }
      this.at++;
    }
    if (this.at >= line.length || (quote === 0x27 && line.charCodeAt(this.at + 1) === 0x27)) throw new Beyond();
    const text = line.slice(from, this.at++);
    const inside = this.wide ? narrow(text) : text;
    return quote === 0x22 ? inside.replace(/\\(["\\])/g, '$1') : inside;
  }

  private plain(inFlow: boolean): unknown {
    const { line } = this;
    const from = this.at;
    const first = line.charCodeAt(from);
    const next = line.charCodeAt(from + 1);
    // Indicators begin no plain scalar; "-", "?" and ":" do before a letter.
    if (Number.isNaN(first) || '&*!|>%@`{}[],#"\''.includes(line.charAt(from))) throw new Beyond();
    if ((first === 0x2d || first === 0x3f || first === 0x3a) && !(next > 0x20 && (!inFlow || !isFlow(next))))
      throw new Beyond();
    let at = from;
    for (; at < line.length; at++) {
      const code = line.charCodeAt(at);
      if (inFlow && isFlow(code)) break;
      if (code === 0x23 && line.charCodeAt(at - 1) === 0x20) break;
      if (code === 0x3a) {
        const after = line.charCodeAt(at + 1);
        if (Number.isNaN(after) || after === 0x20 || (inFlow && isFlow(after))) throw new Beyond();
      }
    }
    let end = at;
    while (end > from && line.charCodeAt(end - 1) === 0x20) end--;
    this.at = end;
    const text = cut(line, from, end);
    return scalar(this.wide ? narrow(text) : text);
  }
}

/** Short strings that were cut last, by their ends: what repeats in a file is made once. */
const CUT = new Array<string>(512).fill('');

function cut(line: string, from: number, end: number): string {
  const length = end - from;
  if (length > 24 || length < 1) return line.slice(from, end);
  const ends = line.charCodeAt(from) * 31 + line.charCodeAt(end - 1) * 7 + line.charCodeAt(from + (length >> 1));
  const slot = (ends * 5 + length) & 511;
  const known = CUT[slot]!;
  if (known.length === length && line.startsWith(known, from)) return known;
  const made = line.slice(from, end);
  CUT[slot] = made;
  return made;
}

function isFlow(code: number): boolean {
  return code === 0x2c || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

/** A plain scalar by the core schema. */
function scalar(text: string): unknown {
  const first = text.charCodeAt(0);
  const numeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
  if (numeric) {
    if (/^[-+]?[0-9]{1,15}$/.test(text)) return Number(text);
    if (/^[-+]?(0[xo][0-9A-Fa-f]+|[0-9.]+([eE][-+]?[0-9]*)?|\.(inf|nan))$/i.test(text)) throw new Beyond();
    return text;
  }
  switch (text) {
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    default:
      return text;
  }
}
