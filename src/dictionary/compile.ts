import type { Diagnostic } from '../schema/diagnostic.js';
import type { DiscoveryEntry, IgnoreEntry, TypeEntry } from '../schema/dictionary.js';
import type { AssertionFile, NominalsFile } from '../schema/relations.js';
import { tokenise } from '../text/tokenise.js';
import type { Alias, Dictionary } from './dictionary.js';
import { compileDiscovery } from './discovery.js';
import { compileEntities } from './entities.js';
import { Gazetteer } from './gazetteer.js';
import { compileGrammar } from './grammar.js';
import { contentHash, mapHash } from './hash.js';
import { type DictionaryFile, readFile, type SourceFile } from './read.js';
import { compileRelations } from './relations.js';

/** What came of a set of files. The dictionary holds whatever of them is usable, also beside errors. */
export interface CompiledDictionary {
  readonly dictionary: Dictionary;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles dictionary files. Pure: the same files give the same dictionary and the same version. Files of a higher `layer`
 * add to, replace or disable what lower ones say. What is wrong stands in the diagnostics, with its place.
 * `reader` may remember files, see `cachedReader`.
 */
export function compileDictionary(sources: readonly SourceFile[], reader = readFile): CompiledDictionary {
  const diagnostics: Diagnostic[] = [];
  const files: DictionaryFile[] = [];
  for (const source of [...sources].sort((a, b) => (a.layer ?? 0) - (b.layer ?? 0) || compare(a.path, b.path))) {
    const read = reader(source);
    diagnostics.push(...read.diagnostics);
    if (read.file) files.push(read.file);
  }
  const ofKind = (kind: string): DictionaryFile[] => files.filter((file) => file.kind === kind);

  const types = new Map<string, TypeEntry>();
  for (const file of ofKind('types')) {
    for (const type of (file.value as { types: TypeEntry[] }).types) types.set(type.id, type);
  }
  const { entities, aliases, entry } = compileEntities(ofKind('entities'), types, diagnostics);
  aliases.push(...ofKind('ignore').flatMap(ignored));
  let discovery: DiscoveryEntry | undefined;
  for (const file of ofKind('discovery')) {
    const { discovery: next } = file.value as { discovery: DiscoveryEntry };
    discovery = { words: { ...discovery?.words, ...next.words }, types: { ...discovery?.types, ...next.types } };
  }
  const others = files
    .filter((file) => !['tests', 'types', 'entities', 'discovery'].includes(file.kind))
    .map((file) => [file.kind, file.layer, file.value]);
  const version = contentHash({
    types: [...types.values()],
    entries: mapHash(entities.keys(), entry),
    discovery,
    others,
  });
  const grammar = compileGrammar(
    compileRelations(ofKind('relations'), new Set(types.keys()), diagnostics),
    ofKind('nominals').map((file) => file.value as NominalsFile),
    ofKind('assertion').map((file) => file.value as AssertionFile),
    entities.values(),
  );
  const dictionary: Dictionary = {
    version,
    types,
    entities,
    gazetteer: new Gazetteer(aliases),
    discovery: compileDiscovery(
      discovery,
      split,
      [...types.values()].flatMap((type) => type.legalForms ?? []),
    ),
    grammar,
  };
  return { dictionary, diagnostics };
}

function ignored(file: DictionaryFile): Alias[] {
  const { entries } = file.value as { entries: IgnoreEntry[] };
  return entries.map(({ text, case: policy, near, notNear }, index) => ({
    text,
    role: 'ignore',
    case: policy ?? 'smart',
    weak: false,
    ...(near ? { near } : {}),
    ...(notNear ? { notNear } : {}),
    place: `${file.path}:${file.place(['entries', index]).line}`,
  }));
}

function split(phrase: string): number[] {
  return [...tokenise(phrase).hash];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
