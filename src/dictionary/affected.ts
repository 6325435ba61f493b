import { tokenise } from '../text/tokenise.js';
import type { Tokens } from '../text/tokens.js';
import { changedFrames } from './changed-frames.js';
import { changedNames } from './changed-names.js';
import type { Dictionary } from './dictionary.js';
import type { Needs } from './needs.js';
import { type DictionaryFile, readFile, type SourceFile } from './read.js';

/** A version of the dictionaries: its files, and what they were compiled to. */
export interface Version {
  readonly sources: readonly SourceFile[];
  readonly dictionary: Dictionary;
}

/**
 * Tells the texts that two versions of the dictionaries can read differently: those that hold all words of a name, or a form of a
 * trigger, of what differs. Nothing when every text may be. A document never changes what is read in another, so that what this
 * leaves out cannot differ. `reader` may remember files, see `cachedReader`.
 */
export function affectedBy(
  before: Version,
  after: Version,
  reader = readFile,
): ((text: string) => boolean) | undefined {
  const [old, fresh] = [before, after].map(({ sources }) => wholly(sources, reader));
  if (old !== fresh || !sameTypes(before.dictionary, after.dictionary)) return undefined;
  const names = changedNames(before.dictionary, after.dictionary);
  const frames = changedFrames(before.dictionary.grammar, after.dictionary.grammar);
  return names && frames ? holdsOne([...names, ...frames]) : undefined;
}

/** The files that bear on every text, as one string. */
function wholly(sources: readonly SourceFile[], reader: typeof readFile): string {
  const files = sources.flatMap((source) => reader(source).file ?? []).filter(({ kind }) => WHOLLY.has(kind));
  return JSON.stringify(files.sort(inOrder).map(({ kind, value }) => [kind, value]));
}

const WHOLLY: ReadonlySet<string> = new Set(['discovery', 'nominals', 'assertion']);

/** The order in which files are compiled. */
function inOrder(a: DictionaryFile, b: DictionaryFile): number {
  return a.layer - b.layer || (a.path < b.path ? -1 : 1);
}

function sameTypes(before: Dictionary, after: Dictionary): boolean {
  const [old, fresh] = [before, after].map(({ types }) => JSON.stringify([...types.values()]));
  return old === fresh;
}

const HYPHEN = 0x2d;

/** Whether a text holds one of these. */
function holdsOne(list: readonly Needs[]): (text: string) => boolean {
  const byFirst = new Map<number, Needs[]>();
  for (const needs of list) {
    const known = byFirst.get(needs.hashes[0]!);
    if (known) known.push(needs);
    else byFirst.set(needs.hashes[0]!, [needs]);
  }
  return (text) => {
    const tokens = tokenise(text);
    const { hash, count } = tokens;
    for (let at = 0; at < count; at++) {
      const known = byFirst.get(hash[at]!);
      if (known?.some(({ hashes, apart }) => (apart ? holdsAll(tokens, hashes) : standsAt(tokens, at, hashes))))
        return true;
    }
    return false;
  };
}

function holdsAll({ hash, count }: Tokens, hashes: readonly number[]): boolean {
  return hashes.every((one) => hash.subarray(0, count).includes(one));
}

/** Whether tokens stand here, with or without a hyphen between any two. */
function standsAt({ hash, count, text, end }: Tokens, first: number, hashes: readonly number[]): boolean {
  let at = first;
  for (const one of hashes) {
    if (at < count && hash[at] !== one && at > first && text.charCodeAt(end[at]! - 1) === HYPHEN) at++;
    if (at >= count || hash[at] !== one) return false;
    at++;
  }
  return true;
}
