import type { Diagnostic } from '../schema/diagnostic.js';
import { checkAliases } from './check-aliases.js';
import { checkEntries } from './check-entries.js';
import { checkRelations } from './check-relations.js';
import { type CompiledDictionary, compileDictionary } from './compile.js';
import { removeItems } from './edit.js';
import type { Finding, Rule } from './findings.js';
import { readFile, type SourceFile } from './read.js';

const RULES: readonly Rule[] = [checkEntries, checkAliases, checkRelations];

const BROKEN = new Set(['D001', 'D002', 'D003', 'D004']);

/** What `checkDictionary` found. */
export interface Checked extends CompiledDictionary {
  readonly findings: readonly Finding[];
}

/**
 * Everything that is wrong with dictionary files, in the order of the files: what the compiler refuses (D001–D008, D020, D021) and what
 * it takes but nobody means. Pure. Paths of files must differ between layers.
 */
export function checkDictionary(sources: readonly SourceFile[]): Checked {
  const compiled = compileDictionary(sources);
  const layers = new Map(sources.map(({ path, layer }) => [path, layer ?? 0]));
  const findings: Finding[] = compiled.diagnostics.map((diagnostic) => ({
    diagnostic,
    layer: layers.get(diagnostic.file) ?? 0,
  }));
  const files = [...sources]
    .sort((a, b) => (a.layer ?? 0) - (b.layer ?? 0) || (a.path < b.path ? -1 : 1))
    .flatMap((source) => readFile(source).file ?? []);
  for (const rule of RULES) {
    rule({
      files,
      compiled,
      report: (file, path, { remove, ...rest }) => {
        const diagnostic: Diagnostic = { ...rest, file: file.path, ...file.place(path) };
        findings.push({ diagnostic, layer: file.layer, ...(remove ? { remove } : {}) });
      },
    });
  }
  // An exact duplicate is told once, with its remedy.
  const repeated = new Set(
    findings.flatMap(({ diagnostic: one }) => (one.code === 'D009' ? [`${one.file}:${one.line}`] : [])),
  );
  const told = findings.filter(
    ({ diagnostic: one }) => one.code !== 'D006' || !repeated.has(`${one.file}:${one.line}`),
  );
  told.sort((a, b) => order(a.diagnostic, b.diagnostic) || a.layer - b.layer);
  return { ...compiled, findings: told };
}

/** Removes exact duplicates. Gives the files that change, with their new text; everything else in them stays as it was. */
export function fixFindings(sources: readonly SourceFile[], findings: readonly Finding[]): SourceFile[] {
  return sources.flatMap((source) => {
    // Where entries are broken, the places of the others cannot be relied on.
    if (findings.some(({ diagnostic: { file, code } }) => file === source.path && BROKEN.has(code))) return [];
    const paths = findings.flatMap(({ diagnostic, remove }) =>
      remove && diagnostic.file === source.path ? [remove] : [],
    );
    if (paths.length === 0) return [];
    const text = removeItems(source.text, paths);
    return text === source.text ? [] : [{ ...source, text }];
  });
}

function order(a: Diagnostic, b: Diagnostic): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}
