/** What the quick reader makes of a file. */
export interface PlainYaml {
  readonly value: Record<string, unknown>;
  /** For each list at the top, the 1-based line and column of each of its items. */
  readonly items: ReadonlyMap<string, readonly { readonly line: number; readonly column: number }[]>;
}

/** Thrown where a file goes beyond the subset. */
class Beyond extends Error {}

/**
 * Reads the plain part of YAML in which entries are written: keys at the top with a scalar, a flow collection or a list, whose
 * items are scalars, flow collections on one line, or maps of one level. `undefined` for whatever goes beyond that, or looks
 * wrong: a full parser must read it. What it does read, it reads as a full parser would.
 */
export function readPlainYaml(text: string): PlainYaml | undefined {
  if (/[\t\u0085\u2028\u2029\ufeff]/.test(text)) return undefined;
  try {
    return new Reader(text.split(text.includes('\r') ? /\r?\n/ : '\n')).file();
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

class Reader {
  private line = 0;

  constructor(private readonly lines: readonly string[]) {}

  file(): PlainYaml {
    const value: Record<string, unknown> = {};
    const items = new Map<string, { line: number; column: number }[]>();
    for (this.skip(); this.line < this.lines.length; this.skip()) {
      const line = this.lines[this.line]!;
      const [key, rest] = pair(line, 0);
      if (Object.hasOwn(value, key)) throw new Beyond();
      this.line++;
      if (rest < line.length) {
        value[key] = new Flow(line, rest).whole();
        continue;
      }
      const places: { line: number; column: number }[] = [];
      const list = this.list(places);
      if (list.length === 0) throw new Beyond();
      value[key] = list;
      items.set(key, places);
    }
    return { value, items };
  }

  /** Passes blank lines and comments. */
  private skip(): void {
    while (this.line < this.lines.length && /^ *(#.*)?$/.test(this.lines[this.line]!)) this.line++;
  }

  private list(places: { line: number; column: number }[]): unknown[] {
    const list: unknown[] = [];
    let indent = -1;
    for (this.skip(); this.line < this.lines.length; this.skip()) {
      const line = this.lines[this.line]!;
      const at = indentOf(line);
      if (line.charCodeAt(at) !== 0x2d || line.charCodeAt(at + 1) !== 0x20) {
        if (at === 0) break;
        throw new Beyond();
      }
      if (indent >= 0 && at !== indent) throw new Beyond();
      indent = at;
      let from = at + 2;
      while (line.charCodeAt(from) === 0x20) from++;
      places.push({ line: this.line + 1, column: from + 1 });
      this.line++;
      list.push(this.item(line, from));
    }
    return list;
  }

  /** A scalar, a flow collection, or the first pair of a map whose others stand below it. */
  private item(line: string, from: number): unknown {
    const code = line.charCodeAt(from);
    if (code === 0x7b || code === 0x5b || code === 0x22 || code === 0x27) return new Flow(line, from).whole();
    if (!/^[A-Za-z][A-Za-z0-9_-]*:( |$)/.test(line.slice(from))) return new Flow(line, from).whole();
    const map: Record<string, unknown> = {};
    let current = line;
    for (;;) {
      const [key, rest] = pair(current, from);
      if (Object.hasOwn(map, key) || rest >= current.length) throw new Beyond();
      map[key] = new Flow(current, rest).whole();
      this.skip();
      const next = this.lines[this.line];
      if (next === undefined || indentOf(next) < from) return map;
      if (indentOf(next) > from || next.charCodeAt(from) === 0x2d) throw new Beyond();
      current = next;
      this.line++;
    }
  }
}

function indentOf(line: string): number {
  let at = 0;
  while (line.charCodeAt(at) === 0x20) at++;
  return at;
}

/** The key that begins at an offset and the offset of its value; the line's length when none stands on the line. */
function pair(line: string, from: number): [key: string, rest: number] {
  let end = from;
  while (end < line.length && isKey(line.charCodeAt(end))) end++;
  if (end === from || line.charCodeAt(end) !== 0x3a) throw new Beyond();
  let rest = end + 1;
  if (rest < line.length && line.charCodeAt(rest) !== 0x20) throw new Beyond();
  while (line.charCodeAt(rest) === 0x20) rest++;
  if (line.charCodeAt(rest) === 0x23) rest = line.length;
  return [line.slice(from, end), rest];
}

function isKey(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x5f
  );
}

/** A value on one line. */
class Flow {
  constructor(
    private readonly line: string,
    private at: number,
  ) {}

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
    const inside = line.slice(from, this.at++);
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
    return scalar(line.slice(from, end));
  }
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
    if (/^[-+]?(0[xo]|[0-9.])[0-9A-Fa-f.eExo+-]*$/.test(text) || /^[-+]?\.(inf|nan)$/i.test(text)) {
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
      throw new Beyond();
    }
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
