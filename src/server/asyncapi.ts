import { EVENT_TYPES, eventSchema } from '../schema/event.js';
import { jsonSchema } from '../schema/json-schema.js';

type Part = Record<string, unknown>;

/** The event stream as AsyncAPI 3.0, its messages made from the contracts. */
export function asyncApi(version: string, namespace: string, partitions: number): Part {
  const variants = jsonSchema(eventSchema) as { oneOf?: Part[]; anyOf?: Part[] };
  const schemas = variants.oneOf ?? variants.anyOf ?? [];
  const messages = Object.fromEntries(
    Object.entries(EVENT_TYPES).map(([name, type]) => {
      const payload = schemas.find((schema) => {
        const properties = schema.properties as { type?: { const?: string } } | undefined;
        return properties?.type?.const === type;
      });
      const data = (payload?.properties as { data?: { description?: string } } | undefined)?.data;
      const summary = data?.description ?? type;
      return [
        name,
        { name: type, title: type, summary, contentType: 'application/cloudevents+json', payload: payload ?? {} },
      ];
    }),
  );
  const names = Object.keys(messages);
  const within = () => Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
  const every = (channel: string) => names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` }));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Chokepoint events',
      version,
      license: { name: 'MIT' },
      description:
        'CloudEvents 1.0. Delivered at least once; equal source and id mean the same event. Events of one document come in order.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      sse: {
        address: '/events',
        description:
          'Server-sent events: the id resumes (Last-Event-ID), the event is the type, the data one CloudEvent.',
        messages: within(),
      },
      stream: {
        address: `{${namespace}:p{partition}}:events`,
        description: 'Redis Streams, one a partition; field e holds the CloudEvent, field q its sequence.',
        parameters: { partition: { description: `0 to ${partitions - 1}` } },
        messages: within(),
      },
    },
    operations: {
      followEvents: { action: 'send', channel: { $ref: '#/channels/sse' }, messages: every('sse') },
      readStream: { action: 'send', channel: { $ref: '#/channels/stream' }, messages: every('stream') },
    },
    components: { messages },
  };
}
