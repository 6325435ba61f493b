import type { Entry, IgnoreEntry } from '../schema/dictionary.js';
import type { FrameEntry, RelationEntry } from '../schema/relations.js';
import { tokenise } from '../text/tokenise.js';
import { conjugate } from './conjugate.js';
import { effective, type PlacedEntry, placedEntries, surfacesOf } from './entries.js';
import { contentHash } from './hash.js';
import { withPlural } from './inflect.js';
import { type DictionaryFile, readFile, type SourceFile } from './read.js';
import { nounWords } from './relations.js';

/**
 * Tells the documents that two versions of the dictionaries can read differently: those in which a word stands that begins a name, or is a
 * trigger, of what differs. Nothing when every document may be. A document never changes what is read in another, so that what this
 * leaves out cannot differ.
 */
export function affectedBy(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
): ((text: string) => boolean) | undefined {
  const same = (a: SourceFile, list: readonly SourceFile[]): boolean =>
    list.some((b) => b.text === a.text && (b.layer ?? 0) === (a.layer ?? 0));
  const [left, right] = [before.filter((one) => !same(one, after)), after.filter((one) => !same(one, before))];
  const files = [left, right].map((list) => list.flatMap((source) => readFile(source).file ?? []));
  const changed = files.flat();
  if (changed.some(({ kind }) => !['entities', 'relations', 'ignore', 'tests'].includes(kind))) return undefined;

  const words = new Set<string>();
  const ids = new Set(placedEntries(changed).map(({ entry }) => entry.id));
  const relations = new Set(relationsOf(changed).map(({ id }) => id));
  // Files that both have may hold what one of them replaces.
  const shared = before
    .filter((source) => same(source, after))
    .filter(({ text }) => mentions(text, ids) || (relations.size > 0 && /^relations:/m.test(text)))
    .flatMap((source) => readFile(source).file ?? []);
  const all = [...before, ...after];
  const versions = files.map((own) => [...shared, ...own].sort((a, b) => a.layer - b.layer));
  if (!entriesDiffer(versions[0]!, versions[1]!, all, words)) return undefined;
  if (!relationsDiffer(versions[0]!, versions[1]!, words)) return undefined;
  for (const file of changed) {
    if (file.kind !== 'ignore') continue;
    for (const { text } of (file.value as { entries: IgnoreEntry[] }).entries) words.add(text);
  }
  return within(words);
}

function mentions(text: string, ids: ReadonlySet<string>): boolean {
  for (const [, id] of text.matchAll(/\bid: ([a-z0-9-]+)/g)) if (ids.has(id!)) return true;
  return false;
}

/** Collects the names of entries that differ; false when that is not enough. */
function entriesDiffer(
  before: readonly DictionaryFile[],
  after: readonly DictionaryFile[],
  all: readonly SourceFile[],
  words: Set<string>,
): boolean {
  const [old, fresh] = [before, after].map((files) => byKey(effective(placedEntries(files))));
  for (const key of new Set([...old!.keys(), ...fresh!.keys()])) {
    const pair = [old!.get(key), fresh!.get(key)];
    if (pair[0] && pair[1] && contentHash(pair[0].entry) === contentHash(pair[1].entry)) continue;
    for (const one of pair) {
      if (!one) continue;
      const { entry }: { entry: Entry } = one;
      const reference = new RegExp(`\\b(?!id:)[a-zA-Z]+: ${entry.id}[,\\s}]`);
      if (entry.patterns || entry.series || all.some(({ text }) => reference.test(text))) return false;
      for (const { text } of surfacesOf(one)) words.add(text);
      for (const ticker of entry.ticker ?? []) words.add(ticker.replace(/^.*:/, ''));
    }
  }
  return true;
}

function byKey(entries: readonly PlacedEntry[]): Map<string, PlacedEntry> {
  return new Map(entries.map((one) => [one.key, one]));
}

/** Collects the triggers of frames that differ; false when that is not enough. */
function relationsDiffer(
  before: readonly DictionaryFile[],
  after: readonly DictionaryFile[],
  words: Set<string>,
): boolean {
  const lists = [before, after].map((files) =>
    contentHash(
      files
        .map(({ kind, value }) => (kind === 'relations' ? (value as { lists?: unknown }).lists : 0) ?? 0)
        .filter(Boolean),
    ),
  );
  if (lists[0] !== lists[1]) return false;
  const [old, fresh] = [before, after].map((files) => new Map(relationsOf(files).map((one) => [one.id, one])));
  for (const id of new Set([...old!.keys(), ...fresh!.keys()])) {
    const [a, b] = [old!.get(id), fresh!.get(id)];
    if (!a || !b || rest(a) !== rest(b)) return false;
    const [left, right] = [a, b].map((one) => new Map(one.frames.map((frame) => [contentHash(frame), frame])));
    for (const [hash, frame] of [...left!, ...right!]) {
      if (left!.has(hash) && right!.has(hash)) continue;
      const triggers = triggersOf(frame);
      if (!triggers) return false;
      for (const trigger of triggers) words.add(trigger);
    }
  }
  return true;
}

function relationsOf(files: readonly DictionaryFile[]): RelationEntry[] {
  return files.flatMap(({ kind, value }) =>
    kind === 'relations' ? (value as { relations: RelationEntry[] }).relations : [],
  );
}

function rest({ frames: _, examples: __, counterexamples: ___, description: ____, ...what }: RelationEntry): string {
  return contentHash(what);
}

function triggersOf({ verb, noun, hyphen, adverb }: FrameEntry): string[] | undefined {
  const given = verb ?? noun ?? hyphen ?? adverb;
  if (!given || given.some((word) => word.startsWith('$'))) return undefined;
  if (verb) return verb.flatMap((one) => [one.split(' ')[0]!, ...conjugate(one).map(({ form }) => form)]);
  return noun ? noun.flatMap((one) => withPlural(nounWords(one).at(-1)!)) : given;
}

/** Whether a text holds the first word of one of these, in any case, also in the plural. */
function within(names: ReadonlySet<string>): (text: string) => boolean {
  const hashes = new Set<number>();
  for (const name of names) {
    const first = tokenise(name);
    for (const form of [name, ...(first.count > 0 ? withPlural(name.slice(0, first.end[0]!)) : [])]) {
      const { hash, count } = tokenise(form);
      if (count > 0) hashes.add(hash[0]!);
    }
  }
  return (text) => {
    const { hash, count } = tokenise(text);
    for (let at = 0; at < count; at++) if (hashes.has(hash[at]!)) return true;
    return false;
  };
}
