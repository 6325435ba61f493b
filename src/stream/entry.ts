import { type ChokepointEvent, EVENT_TYPES } from '../schema/event.js';

/** One entry of an event stream. */
export interface StreamEntry {
  /** Stream id, `<ms>-<n>`. */
  readonly id: string;
  readonly partition: number;
  /** Position in the partition, from 1, without gaps. */
  readonly sequence: number;
  /** The event as JSON, as it lies in the stream. */
  readonly json: string;
  readonly event: ChokepointEvent;
}

/** A reply of XRANGE or XREADGROUP for one entry; the fields are null when the entry was trimmed while pending. */
export type RawEntry = [id: string, fields: string[] | null];

/** Reads one entry; undefined when its body is gone. Events are trusted to be what the commit wrote: no schema check. */
export function parseEntry([id, fields]: RawEntry, partition: number): StreamEntry | undefined {
  if (!fields) return undefined;
  let json = '';
  let sequence = 0;
  for (let i = 0; i + 1 < fields.length; i += 2) {
    if (fields[i] === 'e') json = fields[i + 1] ?? '';
    else if (fields[i] === 'q') sequence = Number(fields[i + 1]);
  }
  return { id, partition, sequence, json, event: JSON.parse(json) as ChokepointEvent };
}

/** Which events are wanted; every given condition must hold. */
export interface EventFilter {
  /** Event types: full, or their middle part such as `relation.asserted`, or the last word. */
  readonly types?: readonly string[];
  /** Relation types. Leaves relation events alone. */
  readonly relations?: readonly string[];
  /** Canonical names or ids of entities, any of them as an argument or a mention. */
  readonly entities?: readonly string[];
}

/** A test for events; undefined when everything is wanted. */
export function eventMatcher(filter: EventFilter): ((event: ChokepointEvent) => boolean) | undefined {
  const { types = [], relations = [], entities = [] } = filter;
  if (types.length + relations.length + entities.length === 0) return undefined;
  const wanted = new Set(types.map(fullType));
  const names = new Set(entities.map((name) => name.toLowerCase()));
  return (event) =>
    (wanted.size === 0 || wanted.has(event.type)) &&
    (relations.length === 0 || relations.includes(relationType(event) ?? '')) &&
    (names.size === 0 || entityNames(event).some((name) => names.has(name.toLowerCase())));
}

/** `asserted` or `relation.asserted` → `chokepoint.relation.asserted.v1`; anything else stays as it is. */
export function fullType(type: string): string {
  return Object.values(EVENT_TYPES).find((full) => full === type || full.includes(`.${type}.`)) ?? type;
}

function relationType(event: ChokepointEvent): string | undefined {
  return event.type === EVENT_TYPES.asserted || event.type === EVENT_TYPES.retracted
    ? event.data.relation.type
    : undefined;
}

function entityNames(event: ChokepointEvent): string[] {
  switch (event.type) {
    case EVENT_TYPES.asserted: {
      const { subject, object } = event.data.relation;
      return [subject.name, object.name, subject.id ?? '', object.id ?? ''];
    }
    case EVENT_TYPES.retracted:
      return [event.data.relation.subject, event.data.relation.object];
    case EVENT_TYPES.extracted:
      return event.data.mentions.flatMap(({ name, id }) => [name, id ?? '']);
    default:
      return [];
  }
}
