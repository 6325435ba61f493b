import { documentSchema } from '../schema/document.js';
import { extractionSchema } from '../schema/extraction.js';
import { batchAnswerSchema, documentStateSchema, problemSchema, pushAnswerSchema } from '../schema/http.js';
import { jsonSchema } from '../schema/json-schema.js';

type Part = Record<string, unknown>;

const ref = (name: string): Part => ({ $ref: `#/components/schemas/${name}` });
const json = (description: string, name: string): Part => ({
  description,
  content: { 'application/json': { schema: ref(name) } },
});
const problem = (description: string): Part => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});
const query = (name: string, description: string, many = false): Part => ({
  name,
  in: 'query',
  description,
  schema: many ? { type: 'array', items: { type: 'string' } } : { type: 'string' },
});
const plain = (description: string, ...statuses: string[]): Part =>
  Object.fromEntries(statuses.map((status) => [status, { description, content: { 'text/plain': {} } }]));

const REFUSALS = {
  '400': problem('No JSON, or no UTF-8.'),
  '401': problem('A token is needed.'),
  '403': problem('The token is wrong, or the request comes from a page of another site.'),
  '413': problem('Too large.'),
  '415': problem('A media type, charset or encoding that is not taken.'),
  '422': problem('No document, or one that cannot be extracted.'),
  '429': problem('Too many requests: try again after Retry-After seconds.'),
  '503': problem('The queue is full or Redis is away: try again after Retry-After seconds.'),
};
const TEXT = { schema: { type: 'string' } };
const ABOUT = ['id', 'title', 'url', 'source', 'language', 'publishedAt'].map((name) =>
  query(name, `The document's ${name}, where its body is text or HTML.`),
);
const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' }, description: 'Id of the document.' };

/** The HTTP interface as OpenAPI 3.1, its schemas made from the contracts. */
export function openApi(version: string): Part {
  const one = { 'text/plain': TEXT, 'text/html': TEXT };
  return {
    openapi: '3.1.0',
    info: { title: 'Chokepoint', version, license: { name: 'MIT', identifier: 'MIT' } },
    security: [{}, { token: [] }],
    paths: {
      '/documents': {
        post: {
          operationId: 'pushDocuments',
          summary: 'Put documents on the queue',
          description:
            'One document, an array of them, or JSON lines. Answered when they are stored: what is accepted is not lost. The same document again costs nothing.',
          parameters: ABOUT,
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: { oneOf: [ref('Document'), { type: 'array', items: ref('Document') }] } },
              'application/x-ndjson': TEXT,
              ...one,
            },
          },
          responses: {
            '200': json('The document is known; its events are out.', 'PushAnswer'),
            '202': {
              description: 'Stored, to be worked off. For several documents, what became of each.',
              headers: { Location: { schema: { type: 'string' }, description: 'State of the single document.' } },
              content: { 'application/json': { schema: { oneOf: [ref('PushAnswer'), ref('BatchAnswer')] } } },
            },
            ...REFUSALS,
          },
        },
      },
      '/documents/{id}': {
        get: {
          operationId: 'documentState',
          summary: 'How far a document has come',
          parameters: [ID],
          responses: { '200': json('Its state.', 'DocumentState'), '404': problem('Nobody has pushed it.') },
        },
        delete: {
          operationId: 'withdrawDocument',
          summary: 'Take a document back: all that it asserted is retracted',
          parameters: [ID],
          responses: { '202': { description: 'To be worked off.' }, '404': problem('Nobody has pushed it.') },
        },
      },
      '/extract': {
        post: {
          operationId: 'extract',
          summary: 'Extract a document here and now; nothing is stored',
          requestBody: { required: true, content: { 'application/json': { schema: ref('Document') }, ...one } },
          responses: { '200': json('What it says.', 'Extraction'), ...REFUSALS },
        },
      },
      '/events': {
        get: {
          operationId: 'events',
          summary: 'The event stream, as server-sent events; /asyncapi.json describes them',
          parameters: [
            { ...query('Last-Event-ID', 'Goes on after this event.'), in: 'header' },
            query('since', 'Where to begin: start, a time (ISO 8601) or a stream id; default: now.'),
            query('type', 'Only these types: asserted, retracted, extracted, rejected.', true),
            query('relation', 'Only these relations.', true),
            query('entity', 'Only events about these names or ids.', true),
          ],
          responses: {
            '200': { description: 'Events, as they come.', content: { 'text/event-stream': {} } },
            '400': problem('A position that cannot be understood.'),
            '503': problem('Too many readers.'),
          },
        },
      },
      '/livez': { get: { summary: 'Is this process alive?', responses: plain('ok, or what is wrong', '200', '503') } },
      '/readyz': { get: { summary: 'Can it serve?', responses: plain('ok, or what is wrong', '200', '503') } },
      '/metrics': { get: { summary: 'Metrics for Prometheus', responses: plain('Metrics.', '200') } },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Document: jsonSchema(documentSchema),
        Extraction: jsonSchema(extractionSchema),
        PushAnswer: jsonSchema(pushAnswerSchema),
        BatchAnswer: jsonSchema(batchAnswerSchema),
        DocumentState: jsonSchema(documentStateSchema),
        Problem: jsonSchema(problemSchema),
      },
    },
  };
}
