import type { Document } from '../../src/schema/document.js';
import { type ChokepointEvent, EVENT_TYPES } from '../../src/schema/event.js';
import type { SinkEntry } from '../../src/sinks/sink.js';
import { describeOutcome, type Outcome } from '../../src/stream/outcome.js';
import type { Extractor } from '../../workers/task.js';
import { standIn } from '../stream/make.js';

/** The events that a first or a later revision of a document makes, without a Redis. */
export function revisionEntries(
  id: string,
  revision: number,
  text: string,
  before: string,
  sequence: number,
  source = '/chokepoint/test/e1',
): SinkEntry[] {
  const now = describeOutcome({ text, title: `Title ${revision}` }, standIn({ id, text }), new Set());
  const then = describeOutcome({ text: before }, standIn({ id, text: before }), new Set());
  return entriesOf(id, revision, now, then, sequence, source);
}

/** The events of a document's first revision. */
export function documentEntries(document: Document & { id: string }, extractor: Extractor, sequence: number) {
  const now = describeOutcome(document, extractor.extract(document), new Set(extractor.symmetric));
  return entriesOf(document.id, 1, now, undefined, sequence, '/chokepoint/test/e1');
}

function entriesOf(
  id: string,
  revision: number,
  now: Outcome,
  then: Outcome | undefined,
  sequence: number,
  source: string,
): SinkEntry[] {
  const entries: SinkEntry[] = [];
  const add = (type: string, fact: string, members: string) => {
    const place = sequence + entries.length;
    const json = `{"specversion":"1.0","id":"${id}:${revision}:${type}:${fact}","source":"${source}","sequence":"${String(
      place,
    ).padStart(
      16,
      '0',
    )}","type":"${type}","subject":"${id}","time":"2026-01-0${revision}T00:00:00.000Z","datacontenttype":"application/json","dataschema":"urn:x","partitionkey":"k","data":{"documentId":"${id}","revision":${revision},${members}}}`;
    entries.push({ partition: 0, sequence: place, json, event: JSON.parse(json) as ChokepointEvent });
  };
  const standing = new Set(now.facts.map(([fact]) => fact));
  for (const [fact, kept] of then?.facts ?? []) {
    if (!standing.has(fact)) {
      add(
        EVENT_TYPES.retracted,
        fact,
        `"dictionaryVersion":"v1","factId":"${fact}","reason":"corrected","relation":${kept.slice(11)}`,
      );
    }
  }
  const old = new Set(then?.facts.map(([fact]) => fact));
  for (const [fact, , data] of now.facts) if (!old.has(fact)) add(EVENT_TYPES.asserted, fact, data);
  add(
    EVENT_TYPES.extracted,
    '',
    `${now.extracted},"contentHash":"h${revision}","counts":{"relations":${now.facts.length},"asserted":0,"retracted":0}`,
  );
  return entries;
}
