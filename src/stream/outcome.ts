import { hash } from 'node:crypto';
import { type PackedArguments, packArguments } from '../redis/packed.js';
import type { Document } from '../schema/document.js';
import { EVENT_TYPES, type EventType } from '../schema/event.js';
import type { Extraction } from '../schema/extraction.js';
import { factId, factPayload } from './fact.js';

/** Most facts and mentions of one document in the stream; more are left out and `truncated` says so. */
export const MAX_FACTS = 2_000;
const MAX_SENTENCE = 4_000;

/** What one version of a document came to, as strings ready to be committed. */
export interface Outcome {
  /** JSON members of the event's `data`, without braces, for the document event. */
  readonly extracted: string;
  /** Hash over the mentions and the language: tells whether a new dictionary changed anything. */
  readonly mentionsHash: string;
  /**
   * For each fact: id, what the ledger keeps (payload hash, then JSON of what a retraction repeats), JSON members of the
   * event's `data`.
   */
  readonly facts: readonly (readonly [id: string, kept: string, data: string])[];
}

/** An outcome on its way to the commit, packed where the document was extracted: nobody touches its strings again. */
export interface PackedOutcome {
  readonly facts: number;
  /** `mentionsHash`, `extracted`, then id, what is kept and data of each fact. */
  readonly packed: PackedArguments;
}

/** Packs an outcome for the commit. */
export function packOutcome({ mentionsHash, extracted, facts }: Outcome): PackedOutcome {
  return { facts: facts.length, packed: packArguments([mentionsHash, extracted, ...facts.flat()]) };
}

/** Describes an extraction. Pure; `symmetric` names the relation types whose arguments have no order. */
export function describeOutcome(document: Document, extraction: Extraction, symmetric: ReadonlySet<string>): Outcome {
  const meta = documentMeta(document);
  const version = member('dictionaryVersion', extraction.dictionaryVersion);
  const facts = new Map<string, Outcome['facts'][number]>();
  const mentions = extraction.mentions.slice(0, MAX_FACTS);
  let truncated = mentions.length < extraction.mentions.length;
  const sentences = new Map<number, string>();
  for (const relation of extraction.relations) {
    const id = factId(extraction.documentId, relation, symmetric);
    if (facts.has(id)) continue;
    if (facts.size === MAX_FACTS) {
      truncated = true;
      break;
    }
    const span = extraction.sentences[relation.sentence];
    const sentence = span ? extraction.text.slice(span.start, Math.min(span.end, span.start + MAX_SENTENCE)) : '';
    const quoted = sentences.get(relation.sentence) ?? JSON.stringify(sentence);
    sentences.set(relation.sentence, quoted);
    const { type, subject, object } = relation;
    const kept = factPayload(relation, sentence) + JSON.stringify({ type, subject: subject.name, object: object.name });
    const data = `${version},"factId":"${id}",${meta},"sentence":${quoted},${member('relation', relation)}`;
    facts.set(id, [id, kept, data]);
  }
  const { language } = extraction;
  const seen = mentions.map(({ start, end, type, name, id }) => `${start} ${end} ${type} ${id ?? ''}\0${name}`);
  const extracted = [version, meta, member('language', language), member('mentions', mentions)];
  if (truncated) extracted.push('"truncated":true');
  return {
    extracted: extracted.join(','),
    mentionsHash: hash('sha256', [language, ...seen].join('\0'), 'base64url').slice(0, 11),
    facts: [...facts.values()],
  };
}

/** The outcome of a withdrawal: nothing stands. */
export function withdrawnOutcome(dictionaryVersion: string): Outcome {
  const members = [member('dictionaryVersion', dictionaryVersion), '"document":{}', '"language":"und"'];
  return { extracted: `${members.join(',')},"withdrawn":true,"mentions":[]`, mentionsHash: '', facts: [] };
}

/** The envelope of an event up to the first member of `data`; id, source and sequence are put before it at the commit. */
export function eventHead(type: EventType, documentId: string, documentKey: string, time: string): string {
  return `${typeMembers(type)},${commonHead(documentId, documentKey, time)}`;
}

/** The part of the envelope that tells the type. */
export function typeMembers(type: EventType): string {
  return `${member('type', type)},${member('dataschema', dataSchema(type))}`;
}

/** The rest of the envelope: the same for all events of one version of a document. */
export function commonHead(documentId: string, documentKey: string, time: string): string {
  const id = JSON.stringify(documentId);
  return `"subject":${id},"time":"${time}","datacontenttype":"application/json","partitionkey":"${documentKey}","data":{"documentId":${id},`;
}

/** URI of the JSON Schema of an event's data. */
export function dataSchema(type: EventType): string {
  const name = Object.entries(EVENT_TYPES).find(([, value]) => value === type)?.[0] ?? 'event';
  return `urn:chokepoint:schema:${name}:v1`;
}

function documentMeta({ title, url, source, publishedAt }: Document): string {
  return member('document', { title, url, source, publishedAt });
}

function member(name: string, value: unknown): string {
  return `"${name}":${JSON.stringify(value)}`;
}
