import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Diagnostic } from '../schema/diagnostic.js';
import type { Place } from './place.js';
import { readPlainYaml } from './plain-yaml.js';

/** A YAML file as a plain value that knows where each of its parts stands. */
export interface YamlFile {
  /** Path as diagnostics name it. */
  readonly path: string;
  readonly value: unknown;
  /** Where the part under a path of keys and indexes stands; the nearest part above it when it is missing. */
  place(path: readonly (string | number)[]): Place;
  /** Syntax errors: `D001`. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parses a YAML file. Never throws: what is wrong with it stands in `diagnostics`. A quick reader reads the plain part of
 * YAML, in which dictionaries are written; the full parser reads the rest, and says where the parts within a line stand.
 */
export function readYaml(path: string, text: string): YamlFile {
  const plain = readPlainYaml(text);
  if (!plain) return readFullYaml(path, text);
  let full: YamlFile | undefined;
  return {
    path,
    value: plain.value,
    diagnostics: [],
    place(keys) {
      const place = plain.place(keys);
      if (place) return place;
      full ??= readFullYaml(path, text);
      return full.place(keys);
    },
  };
}

/** Parses a YAML file with the full parser. */
export function readFullYaml(path: string, text: string): YamlFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const diagnostics = [...document.errors, ...document.warnings].map(
    (error): Diagnostic => ({
      code: 'D001',
      severity: error.name === 'YAMLWarning' ? 'warning' : 'error',
      file: path,
      ...at(error.pos[0]),
      message: error.message.split('\n')[0]!,
    }),
  );
  const value = document.errors.length > 0 ? undefined : (document.toJS() as unknown);
  const place = (keys: readonly (string | number)[]): Place => {
    let node: unknown = document.contents;
    let offset = start(node) ?? 0;
    for (const key of keys) {
      let found: unknown;
      if (isSeq(node) && typeof key === 'number') {
        found = node.items[key];
        offset = start(found) ?? offset;
      } else if (isMap(node)) {
        const pair = node.items.find((item) => (isScalar(item.key) ? item.key.value : item.key) === key);
        if (pair) offset = start(pair.key) ?? offset;
        found = pair?.value;
      }
      if (found === undefined || found === null) break;
      node = found;
    }
    return at(offset);
  };
  return { path, value, place, diagnostics };
}

function start(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
