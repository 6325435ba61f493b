import { Document, isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';

export type Path = readonly (string | number)[];

/**
 * Edits of YAML files that leave every other byte as it was. The `yaml` Document says where things stand; what is inserted or removed
 * is cut in at those places, so that comments, order, quotation marks and line breaks survive.
 */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** @throws Error when the file is no valid YAML: nothing is edited in a file that cannot be read. */
function parse(text: string): Document.Parsed {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) throw new Error(`is no valid YAML: ${document.errors[0]!.message.split('\n')[0]}`);
  return document;
}

function splice(text: string, splices: readonly Splice[]): string {
  let result = text;
  for (const one of [...splices].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, one.start) + one.text + result.slice(one.end);
  }
  return result;
}

function nodeAt(document: Document.Parsed, path: Path): Node | undefined {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return node ? (node as Node) : undefined;
}

/** A plain value as one line of YAML: `{ id: a, aliases: [b, c] }`. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{ ${fields.map(([key, field]) => `${key}: ${flow(field)}`).join(', ')} }`;
  }
  const one = new Document([value]);
  (one.contents as unknown as YAMLSeq).flow = true;
  return one.toString({ lineWidth: 0, flowCollectionPadding: false }).trim().slice(1, -1);
}

/** Adds an item, given as YAML whose further lines are indented from its first, to the end of a list. @throws Error when there is none */
export function appendItem(text: string, path: Path, item: string): string {
  const document = parse(text);
  const list = nodeAt(document, path);
  if (!isSeq(list)) throw new Error(`has no list "${path.join('.')}"`);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const last = list.items.at(-1) as Node | undefined;
  if (list.flow) {
    const close = list.range![1] - 1;
    if (!last) {
      const owner = path.length === 0 ? 0 : lineStart(text, list.range![0]);
      const outer = /^\s*/.exec(text.slice(owner))![0].length;
      const block = `${newline}${indent(`- ${item}`, outer + 2, newline)}`;
      const start = text.slice(0, list.range![0]).trimEnd().length;
      return splice(text, [{ start, end: list.range![1], text: block }]);
    }
    const end = last.range![1];
    return splice(text, [{ start: end, end: /^\s*,/.test(text.slice(end, close)) ? end : end, text: `, ${item}` }]);
  }
  const column = list.range![0] - lineStart(text, list.range![0]);
  const end = last ? lineEnd(text, valueEnd(last)) : list.range![1];
  const line = indent(`- ${item}`, column, newline);
  return splice(text, [{ start: end, end, text: `${newline}${line}` }]);
}

/** Where a value ends, without the white space and line break that block values take with them. */
function valueEnd(node: Node): number {
  if (isMap(node) && !node.flow) {
    const pair = (node as YAMLMap).items.at(-1);
    const inner = (pair?.value ?? pair?.key) as Node | undefined;
    return inner ? valueEnd(inner) : node.range![1];
  }
  if (isSeq(node) && !node.flow) {
    const inner = node.items.at(-1) as Node | undefined;
    return inner ? valueEnd(inner) : node.range![1];
  }
  return node.range![1] - (isScalar(node) && /^BLOCK/.test(node.type ?? '') ? 1 : 0);
}

/** Removes items of lists. Those of block lists go with their lines, and a comment at their end. */
export function removeItems(text: string, paths: readonly Path[]): string {
  const document = parse(text);
  const splices: Splice[] = [];
  for (const path of paths) {
    const list = nodeAt(document, path.slice(0, -1));
    const index = path.at(-1) as number;
    if (!isSeq(list) || !list.items[index]) continue;
    const item = list.items[index] as Node;
    if (list.flow) {
      const next = list.items[index + 1] as Node | undefined;
      const before = list.items[index - 1] as Node | undefined;
      if (before) splices.push({ start: before.range![1], end: item.range![1], text: '' });
      else splices.push({ start: item.range![0], end: next ? next.range![0] : item.range![1], text: '' });
    } else {
      const start = lineStart(text, item.range![0]);
      const end = lineEnd(text, valueEnd(item));
      splices.push({ start, end: Math.min(text.length, end + newlineAt(text, end)), text: '' });
    }
  }
  return splice(text, splices);
}

/**
 * Sorts the items of a block list by a key, each run between comment lines, blank lines or items of several lines by itself: headings
 * stay above what they head.
 */
export function sortItems(text: string, path: Path, key: string): string {
  const document = parse(text);
  const list = nodeAt(document, path);
  if (!isSeq(list) || list.flow) return text;
  const lines = (list.items as Node[]).map((item) => {
    const start = lineStart(text, item.range![0]);
    const end = lineEnd(text, valueEnd(item));
    return { start, end, text: text.slice(start, end), id: isMap(item) ? String(item.get(key) ?? '') : '' };
  });
  const splices: Splice[] = [];
  for (let first = 0; first < lines.length; ) {
    let last = first + 1;
    while (last < lines.length && /^\r?\n$/.test(text.slice(lines[last - 1]!.end, lines[last]!.start))) last++;
    const run = lines.slice(first, last);
    const sorted = [...run].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    run.forEach((line, index) => {
      splices.push({ start: line.start, end: line.end, text: sorted[index]!.text });
    });
    first = last;
  }
  return splice(text, splices);
}

/** The source of the item of a list as it stands, its further lines indented from its first. */
export function sourceOf(text: string, path: Path): string | undefined {
  const document = parse(text);
  const node = nodeAt(document, path);
  if (!node) return undefined;
  const start = node.range![0];
  const column = start - lineStart(text, start);
  const lines = text.slice(start, lineEnd(text, valueEnd(node))).split(/\r?\n/);
  return lines
    .map((line, at) => (at > 0 && line.slice(0, column).trim() === '' ? line.slice(column) : line))
    .join('\n');
}

function indent(item: string, column: number, newline: string): string {
  const [first, ...rest] = item.split('\n');
  const pad = ' '.repeat(column);
  return [pad + first!, ...rest.map((line) => (line === '' ? '' : `${pad}  ${line}`))].join(newline);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > at ? end - 1 : end;
}

function newlineAt(text: string, at: number): number {
  return text[at] === '\r' ? 2 : text[at] === '\n' ? 1 : 0;
}
