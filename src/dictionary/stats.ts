import type { Extraction } from '../schema/extraction.js';
import { tokenise } from '../text/tokenise.js';
import type { Dictionary } from './dictionary.js';

/** How an entry or a frame does on a corpus. */
export interface StatRow {
  /** type:id of an entry, relation/frame of a frame. */
  readonly key: string;
  readonly place: string;
  /** How often it was emitted, and in how many documents. */
  readonly count: number;
  readonly documents: number;
  /** Share of the documents in which it was emitted. */
  readonly coverage: number;
  /** Of an entry: places that another claims in part; of a frame: relations whose two ends another frame joins too. */
  readonly overlaps: number;
  /** Of an entry: places that another claims exactly; of a frame: relations that the document both states and denies. */
  readonly conflicts: number;
  /** Of an entry: places where its names stand and it was not chosen. */
  readonly passed: number;
}

export interface Stats {
  readonly documents: number;
  readonly entries: readonly StatRow[];
  readonly frames: readonly StatRow[];
  /** Entries and frames that matched nothing. */
  readonly silentEntries: readonly { readonly key: string; readonly place: string }[];
  readonly silentFrames: readonly { readonly key: string; readonly place: string }[];
}

interface Tally {
  count: number;
  documents: number;
  last: number;
  overlaps: number;
  conflicts: number;
  passed: number;
}

/** What each entry and each frame does on a corpus: coverage, overlaps, conflicts, and what never matches. Pure. */
export function corpusStats(extractions: readonly Extraction[], dictionary: Dictionary): Stats {
  const entries = new Map<string, Tally>();
  const frames = new Map<string, Tally>();
  const frameKeys = new Map<string, string>();
  for (const { frames: all } of dictionary.grammar.relations.values()) {
    for (const { key, place } of all) frameKeys.set(`${key} ${place}`, key);
  }
  extractions.forEach((extraction, index) => {
    for (const { id } of extraction.mentions) if (id) hit(entries, id, index);
    claims(extraction, dictionary, entries);
    for (const relation of extraction.relations) {
      const tally = hit(frames, `${relation.by.frame} ${relation.by.entry}`, index);
      const ends = `${relation.subject.name} ${relation.object.name}`;
      const rivals = extraction.relations.filter(
        (other) => other !== relation && `${other.subject.name} ${other.object.name}` === ends,
      );
      if (rivals.some((other) => other.sentence === relation.sentence)) tally.overlaps++;
      if (rivals.some((other) => other.type === relation.type && other.polarity !== relation.polarity))
        tally.conflicts++;
    }
  });
  const rows = (map: Map<string, Tally>, placeOf: (key: string) => [string, string]): StatRow[] =>
    [...map]
      .map(([id, { last: _, ...tally }]) => {
        const [key, place] = placeOf(id);
        const coverage = extractions.length > 0 ? tally.documents / extractions.length : 0;
        return { key, place, ...tally, coverage: Math.round(coverage * 10_000) / 10_000 };
      })
      .sort((a, b) => b.count - a.count || b.passed - a.passed || (a.key < b.key ? -1 : 1));
  const emitted = (key: string): boolean => (entries.get(key)?.count ?? 0) > 0;
  return {
    documents: extractions.length,
    entries: rows(entries, (key) => [key, dictionary.entities.get(key)?.place ?? '']),
    frames: rows(frames, (id) => [frameKeys.get(id) ?? id.split(' ')[0]!, id.slice(id.indexOf(' ') + 1)]),
    silentEntries: [...dictionary.entities.values()]
      .filter(({ key }) => !emitted(key))
      .map(({ key, place }) => ({ key, place })),
    silentFrames: [...frameKeys]
      .filter(([id]) => !frames.has(id))
      .map(([id, key]) => ({ key, place: id.slice(key.length + 1) })),
  };
}

function tallyOf(map: Map<string, Tally>, key: string): Tally {
  const tally = map.get(key) ?? { count: 0, documents: 0, last: -1, overlaps: 0, conflicts: 0, passed: 0 };
  map.set(key, tally);
  return tally;
}

function hit(map: Map<string, Tally>, key: string, index: number): Tally {
  const tally = tallyOf(map, key);
  tally.count++;
  if (tally.last !== index) tally.documents++;
  tally.last = index;
  return tally;
}

/** What the names of the dictionary claim in a text, against what came out of it. */
function claims({ text, mentions }: Extraction, { gazetteer }: Dictionary, entries: Map<string, Tally>): void {
  const tokens = tokenise(text);
  const found = new Map<string, { start: number; end: number; key: string }>();
  gazetteer.scan(tokens, (first, last, at, plural) => {
    const { entity, role, text: name } = gazetteer.aliases[at]!;
    if (!entity || role === 'demonym' || role === 'adjective' || plural) return;
    const [start, end] = [tokens.start[first]!, tokens.end[last - 1]!];
    const surface = text.slice(start, end);
    // The gazetteer knows no case; a name in small letters is none.
    if (surface !== name && surface !== name.toUpperCase()) return;
    found.set(`${start} ${end} ${entity.key}`, { start, end, key: entity.key });
  });
  const list = [...found.values()].sort((a, b) => a.start - b.start);
  list.forEach((one, at) => {
    let overlap = false;
    let conflict = false;
    for (let next = at + 1; next < list.length && list[next]!.start < one.end; next++) {
      const other = list[next]!;
      if (other.key === one.key) continue;
      const same = other.start === one.start && other.end === one.end;
      const tally = tallyOf(entries, other.key);
      if (same) {
        tally.conflicts++;
        conflict = true;
      } else {
        tally.overlaps++;
        overlap = true;
      }
    }
    const tally = tallyOf(entries, one.key);
    if (overlap) tally.overlaps++;
    if (conflict) tally.conflicts++;
    if (!mentions.some(({ id, start, end }) => id === one.key && start <= one.start && end >= one.end)) tally.passed++;
  });
}
