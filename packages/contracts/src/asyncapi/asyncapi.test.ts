import { expect, test } from '@jest/globals';
import { events, state } from '../streams.ts';
import { asyncApi } from './index.ts';

const document = asyncApi({ version: '1', host: '127.0.0.1:8080', secure: false }) as {
  readonly servers: Record<string, unknown>;
  readonly channels: Record<
    string,
    { servers: { $ref: string }[]; messages: Record<string, { payload: { type?: string; properties?: object } }> }
  >;
  readonly components: { readonly schemas: object };
  readonly operations: Record<string, { channel: { $ref: string } }>;
};

test('has the stream twice, with every frame, and a channel for every topic', () => {
  const topics = [
    ...new Set(Object.values(events).map(({ topic }) => topic)),
    ...Object.values(state).flatMap((tables) => Object.values(tables).map(({ topic }) => topic)),
  ];
  expect(Object.keys(document.channels).toSorted()).toEqual(['stream', 'events', ...topics].toSorted());
  for (const channel of ['stream', 'events'])
    expect(Object.keys(document.channels[channel]?.messages ?? {})).toEqual([
      ...['ready', 'notification', 'removed', 'read', 'resync'],
    ]);
});

test('every schema that is referred to is there', () => {
  const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '');
  expect(names).toContain('NotificationSubject');
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(names));
  expect(JSON.stringify(document)).not.toContain('$defs');
});

test('every message has the fields of an object, and every reference leads somewhere', () => {
  for (const { servers, messages } of Object.values(document.channels)) {
    for (const { payload } of Object.values(messages))
      expect([payload.type, Object.keys(payload.properties ?? {}).length > 0]).toEqual(['object', true]);
    for (const { $ref } of servers) expect(Object.keys(document.servers)).toContain($ref.replace('#/servers/', ''));
  }
  const channels = Object.values(document.operations).map(({ channel }) => channel.$ref.replace('#/channels/', ''));
  expect(channels.toSorted()).toEqual(Object.keys(document.channels).toSorted());
  expect(Object.keys(document.operations)).toHaveLength(channels.length);
});
