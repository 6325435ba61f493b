import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** The part of a dictionary file that is edited as a whole: an entry, a relation, a frame, or else a named list. */
export interface Unit {
  /** Where it stands in the file, in code units. */
  readonly start: number;
  readonly end: number;
  /** 1-based line on which it begins. */
  readonly line: number;
  /** Columns that its further lines are indented by. */
  readonly indent: number;
  /** Its source, the indentation of its further lines taken off. */
  readonly text: string;
  /** The key at the top of the file that it lies under. */
  readonly under: string;
  /** Its `id`, where it has one. */
  readonly id?: string;
  /** Whether it is an item of the list at the top: it can be overridden by its id in a further folder. */
  readonly item: boolean;
}

/**
 * Finds the unit at a line: of the maps in lists the outermost that begins there, else the innermost around it; without any, the
 * innermost named value. With `whole`, always the item of the list at the top.
 */
export function findUnit(text: string, line: number, whole = false): Unit | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineOf = (offset: number) => counter.linePos(offset).line;
  const found: { node: Node; under: string; item: boolean; depth: number; map: boolean }[] = [];
  const visit = (node: unknown, under: string, depth: number): void => {
    if (isSeq(node)) {
      for (const item of node.items as Node[]) {
        if (isMap(item)) consider(item, under, depth === 1, depth, true);
        visit(item, under, depth + 1);
      }
    } else if (isMap(node)) {
      for (const pair of node.items) {
        const key = isScalar(pair.key) ? String(pair.key.value) : '';
        const value = pair.value as Node | null;
        if (value && depth > 0) consider(value, under, false, depth, false);
        visit(value, depth === 0 ? key : under, depth + 1);
      }
    }
  };
  const consider = (node: Node, under: string, item: boolean, depth: number, map: boolean): void => {
    const [start = 0, end = 0] = node.range ?? [];
    if (lineOf(start) <= line && lineOf(Math.max(start, trimmed(text, start, end) - 1)) >= line) {
      found.push({ node, under, item, depth, map });
    }
  };
  visit(document.contents, '', 0);
  const maps = found.filter(({ map }) => map);
  const chosen = whole
    ? maps.find(({ item }) => item)
    : (maps.find(({ node }) => lineOf(node.range?.[0] ?? 0) === line) ?? maps.at(-1) ?? found.at(-1));
  if (!chosen) return undefined;
  const { node, under, item } = chosen;
  const start = node.range?.[0] ?? 0;
  const end = trimmed(text, start, node.range?.[1] ?? 0);
  const { line: at, col } = counter.linePos(start);
  const indent = col - 1;
  const id = isMap(node) ? node.get('id') : undefined;
  return {
    start,
    end,
    line: at,
    indent,
    text: dedent(text.slice(start, end), indent),
    under,
    item,
    ...(typeof id === 'string' ? { id } : {}),
  };
}

/** The file with a unit's text put in the place of the unit; every other byte stays. */
export function replaceUnit(text: string, unit: Unit, replacement: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const pad = ' '.repeat(unit.indent);
  const lines = replacement.trimEnd().split(/\r?\n/);
  const indented = lines.map((line, index) => (index === 0 || line.trim() === '' ? line : pad + line));
  return text.slice(0, unit.start) + indented.join(newline) + text.slice(unit.end);
}

function dedent(text: string, columns: number): string {
  return text
    .split(/\r?\n/)
    .map((line, index) => (index > 0 && line.slice(0, columns).trim() === '' ? line.slice(columns) : line))
    .join('\n');
}

/** The end of a value without the white space that block values take with them. */
function trimmed(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}
