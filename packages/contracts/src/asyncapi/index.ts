import type { z } from 'zod';
import type { EventSpec, StateStream } from '../kit/stream.ts';
import { schemas as newSchemas, type Schemas } from '../openapi/schemas.ts';
import { streamCloseCodes, StreamFrame } from '../notification/stream.ts';
import { events, state } from '../streams.ts';

export interface AsyncApiOptions {
  readonly version: string;
  /** Host and port of the gateway as its callers reach it, and whether over TLS. */
  readonly host: string;
  readonly secure: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const frames = (StreamFrame as unknown as { readonly options: readonly z.ZodObject[] }).options;
const nameOf = (frame: z.ZodObject): string => (frame.shape['type'] as z.ZodLiteral<string>).value;

const frameMessages = (schemas: Schemas): Json =>
  Object.fromEntries(
    frames.map((frame) => [
      nameOf(frame),
      { name: nameOf(frame), summary: frame.meta()?.description, payload: schemas.of(frame) },
    ]),
  );

const closings = `Closed by the server with ${String(streamCloseCodes.sessionEnded)} when the session has ended, 1012 when it restarts, 1011 on a failure; cut off when frames are not taken for 30 s. But for the first, come back with \`resume_after\`.`;

const realTime = (schemas: Schemas): Json => ({
  stream: {
    address: '/v1/stream',
    title: 'What happens to an account, over a WebSocket',
    description: `Open with \`ticket\` (from POST /v1/stream/tickets, good once for 30 s) and, to go on, \`resume_after\`: the last position received. ${closings}`,
    servers: [{ $ref: '#/servers/gateway' }],
    messages: frameMessages(schemas),
    bindings: {
      ws: {
        method: 'GET',
        query: {
          type: 'object',
          required: ['ticket'],
          properties: { ticket: { type: 'string' }, resume_after: { type: 'integer', minimum: 0 } },
        },
      },
    },
  },
  events: {
    address: '/v1/stream/events',
    title: 'The same frames as Server-Sent Events',
    description: 'With the access token; each event has its position as id, and `Last-Event-ID` goes on after it.',
    servers: [{ $ref: '#/servers/events' }],
    messages: frameMessages(schemas),
  },
});

const eventChannels = (schemas: Schemas): Json => {
  const byTopic = Map.groupBy(Object.values<EventSpec>(events), ({ topic }) => topic);
  return Object.fromEntries(
    [...byTopic].map(([topic, own]) => [
      topic,
      {
        address: topic,
        title: `What happened: ${topic.slice('events.'.length)}`,
        servers: [{ $ref: '#/servers/kafka' }],
        messages: Object.fromEntries(
          own.map(({ type, summary, payload }) => [type, { name: type, summary, payload: schemas.of(payload) }]),
        ),
      },
    ]),
  );
};

const stateChannels = (schemas: Schemas): Json =>
  Object.fromEntries(
    Object.values(state)
      .flatMap((tables) => Object.values<StateStream>(tables))
      .map(({ topic, summary, key, columns }) => [
        topic,
        {
          address: topic,
          title: `What is: ${topic}`,
          description: `${summary}. Compacted by ${key.join(', ')}; the payload is the row in Debezium's envelope.`,
          servers: [{ $ref: '#/servers/kafka' }],
          messages: { row: { name: 'row', payload: schemas.of(columns) } },
        },
      ]),
  );

const operationsOf = (channels: Json): Json =>
  Object.fromEntries(
    Object.keys(channels).map((name) => [
      `receive ${name}`.replaceAll(/[^A-Za-z]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? ''),
      { action: 'send', channel: { $ref: `#/channels/${name}` } },
    ]),
  );

/** The AsyncAPI 3.0 document: the real-time stream, and the topics that services follow, as plain JSON. */
export const asyncApi = ({ version, host, secure }: AsyncApiOptions): Json => {
  const schemas = newSchemas();
  const channels = { ...realTime(schemas), ...eventChannels(schemas), ...stateChannels(schemas) };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Concord: streams',
      version,
      description:
        'What is told in real time over the gateway, and the topics in Kafka that services of the deployment follow.',
    },
    servers: {
      gateway: { host, protocol: secure ? 'wss' : 'ws' },
      events: { host, protocol: secure ? 'https' : 'http' },
      kafka: { host: 'kafka:9092', protocol: 'kafka', description: 'Inside the deployment only' },
    },
    channels,
    operations: operationsOf(channels),
    components: { schemas: schemas.components },
  };
};
