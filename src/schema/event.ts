import { z } from 'zod';
import { mentionSchema, relationSchema } from './extraction.js';

export const EVENT_TYPES = {
  extracted: 'chokepoint.document.extracted.v1',
  asserted: 'chokepoint.relation.asserted.v1',
  retracted: 'chokepoint.relation.retracted.v1',
  rejected: 'chokepoint.document.rejected.v1',
} as const;
export type EventType = (typeof EVENT_TYPES)[keyof typeof EVENT_TYPES];

const documentFields = {
  documentId: z.string().describe('Identity of the document.'),
  revision: z.number().int().positive().describe('Counts the committed states of this document, from 1.'),
  dictionaryVersion: z.string().describe('Content hash of the dictionary that was used.'),
};

export const documentMetaSchema = z.looseObject({
  title: z.string().optional(),
  url: z.string().optional(),
  source: z.string().optional(),
  publishedAt: z.string().optional(),
});

export const extractedDataSchema = z
  .looseObject({
    ...documentFields,
    contentHash: z.string().describe('Hash of the text that was extracted.'),
    document: documentMetaSchema,
    language: z.string(),
    withdrawn: z
      .boolean()
      .optional()
      .describe('true when the document was withdrawn; everything that it asserted is retracted.'),
    mentions: z.array(mentionSchema),
    counts: z.looseObject({
      relations: z.number().int().describe('Relations that stand after this revision.'),
      asserted: z.number().int().describe('Relations asserted by this revision.'),
      retracted: z.number().int().describe('Relations retracted by this revision.'),
    }),
  })
  .describe('A revision of a document was extracted and committed. Comes after the relation events of the revision.');

export const assertedDataSchema = z
  .looseObject({
    ...documentFields,
    factId: z.string().describe('Content address of the fact within its document.'),
    document: documentMetaSchema,
    sentence: z.string().describe('The sentence that states it.'),
    relation: relationSchema,
  })
  .describe('A document states a relation.');

export const retractedDataSchema = z
  .looseObject({
    ...documentFields,
    factId: z.string().describe('Content address of the fact that no longer stands.'),
    reason: z
      .enum(['corrected', 'withdrawn', 'dictionary'])
      .describe('A changed text, a withdrawn document, or a changed dictionary.'),
    relation: z.looseObject({
      type: z.string(),
      subject: z.string().describe('Canonical name of the subject.'),
      object: z.string().describe('Canonical name of the object.'),
    }),
  })
  .describe('A relation that a document stated no longer stands.');

export const rejectedDataSchema = z
  .looseObject({
    documentId: z.string(),
    code: z.string().describe('Reason as a stable code.'),
    reason: z.string().describe('Reason in words; never the document text.'),
    attempts: z.number().int().nonnegative(),
  })
  .describe('A document could not be extracted and lies among the dead letters.');

/** CloudEvents 1.0 JSON envelope (https://github.com/cloudevents/spec, JSON event format). */
const envelope = {
  specversion: z.literal('1.0'),
  id: z.string().min(1).describe('Hash of document, revision, verb and fact. Equal source and id: the same event.'),
  source: z.string().min(1).describe('/chokepoint/<environment>/<epoch>: a new epoch means a new ledger.'),
  subject: z.string().describe('Document id.'),
  time: z.iso.datetime().describe('When the document was accepted; the same on every retry.'),
  datacontenttype: z.literal('application/json'),
  dataschema: z.string().describe('URI of the JSON Schema of data.'),
  partitionkey: z.string().min(1).describe('Document id hash: events of one document share it.'),
  sequence: z
    .string()
    .regex(/^\d{16}$/)
    .describe('Position in its partition, zero-padded, without gaps.'),
};

export const eventSchema = z.discriminatedUnion('type', [
  z.looseObject({ ...envelope, type: z.literal(EVENT_TYPES.extracted), data: extractedDataSchema }),
  z.looseObject({ ...envelope, type: z.literal(EVENT_TYPES.asserted), data: assertedDataSchema }),
  z.looseObject({ ...envelope, type: z.literal(EVENT_TYPES.retracted), data: retractedDataSchema }),
  z.looseObject({ ...envelope, type: z.literal(EVENT_TYPES.rejected), data: rejectedDataSchema }),
]);
export type ChokepointEvent = z.infer<typeof eventSchema>;
