import type { Outline, OutlineMention, OutlineRelation } from './outline.js';

export const CHANGES = ['appears', 'disappears', 'changes'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** One mention or relation that two dictionaries read differently. */
export interface Change {
  readonly what: 'mention' | 'relation';
  readonly kind: ChangeKind;
  /** Entity or relation type; of a change, that after it. */
  readonly type: string;
  readonly documentId: string;
  readonly before?: string;
  readonly after?: string;
  readonly sentence: string;
}

/** What differs between two readings of a document, mentions first, in the order of the text. */
export function compare(documentId: string, before: Outline, after: Outline): Change[] {
  return [
    ...differ(documentId, 'mention', before.mentions, after.mentions, {
      key: ({ start, end, type, name, id }) => `${start} ${end} ${type} ${name} ${id}`,
      place: ({ start, end }) => `${start} ${end}`,
      overlaps: (a, b) => a.start < b.end && b.start < a.end,
      show: ({ text, type, name, id }) => `${text} ${id || type}${name === text ? '' : ` (${name})`}`,
    }),
    ...differ(documentId, 'relation', before.relations, after.relations, {
      key: ({ type, subject, object, stance, start }) => `${type} ${subject} ${object} ${stance} ${start}`,
      place: ({ type, start }) => `${type} ${start}`,
      overlaps: (a, b) =>
        a.type === b.type && a.sentence === b.sentence && (a.subject === b.subject || a.object === b.object),
      show: ({ type, subject, object, stance }) => `${type}(${subject}, ${object})${stance ? ` ${stance}` : ''}`,
    }),
  ];
}

interface Way<Item> {
  key(item: Item): string;
  place(item: Item): string;
  overlaps(a: Item, b: Item): boolean;
  show(item: Item): string;
}

function differ<Item extends OutlineMention | OutlineRelation>(
  documentId: string,
  what: Change['what'],
  before: readonly Item[],
  after: readonly Item[],
  way: Way<Item>,
): Change[] {
  const old = new Set(before.map(way.key));
  const fresh = new Set(after.map(way.key));
  const gone = before.filter((item) => !fresh.has(way.key(item)));
  const come = after.filter((item) => !old.has(way.key(item)));
  const changes: { start: number; change: Change }[] = [];
  for (const item of come) {
    let at = gone.findIndex((other) => way.place(other) === way.place(item));
    if (at < 0) at = gone.findIndex((other) => way.overlaps(other, item));
    const [pair] = at < 0 ? [] : gone.splice(at, 1);
    const base = { what, type: item.type, documentId, after: way.show(item), sentence: item.sentence };
    changes.push({
      start: item.start,
      change: pair ? { ...base, kind: 'changes', before: way.show(pair) } : { ...base, kind: 'appears' },
    });
  }
  for (const item of gone) {
    const { type, sentence, start } = item;
    changes.push({ start, change: { what, kind: 'disappears', type, documentId, before: way.show(item), sentence } });
  }
  return changes.sort((a, b) => a.start - b.start).map(({ change }) => change);
}

/** Counts of changes by what, type and kind, for a table. */
export function countChanges(
  changes: readonly Change[],
): { what: string; type: string; counts: Record<ChangeKind, number> }[] {
  const rows = new Map<string, { what: string; type: string; counts: Record<ChangeKind, number> }>();
  for (const { what, type, kind } of changes) {
    const key = `${what} ${type}`;
    const row = rows.get(key) ?? { what, type, counts: { appears: 0, disappears: 0, changes: 0 } };
    rows.set(key, row);
    row.counts[kind]++;
  }
  return [...rows.values()].sort((a, b) => (`${a.what} ${a.type}` < `${b.what} ${b.type}` ? -1 : 1));
}
