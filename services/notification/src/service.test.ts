import { expect, test } from '@jest/globals';
import { ConfigError } from '@concord/platform';
import { target } from './service.ts';

const env = {
  CONCORD_NOTIFICATION_DATABASE_URL: 'mysql://concord_notification:secret@127.0.0.1:1/concord_notification',
  CONCORD_KAFKA_BROKERS: '127.0.0.1:1',
  CONCORD_CURSOR_SECRET: 'a secret for the cursors',
};

test('is built without connecting to anything, with a handler for every operation and the event stream', () => {
  const service = target.build(env, new Map());
  expect(service.routes?.stack).toHaveLength(9);
  expect(service.parts.map(({ name }) => name)).toEqual([
    ...['mysql', 'ids', 'kafka', 'consumers notification', 'fan-out', 'removals', 'forgetting'],
    ...['mysql', 'streams', 'websockets', 'event streams'],
  ]);
});

test('a setting that cannot be used is named', () => {
  expect(() => target.build({ ...env, CONCORD_NOTIFICATION_DATABASE_URL: undefined }, new Map())).toThrow(ConfigError);
  expect(() => target.build({ ...env, CONCORD_NOTIFICATION_DATABASE_URL: undefined }, new Map())).toThrow(
    /CONCORD_NOTIFICATION_DATABASE_URL/,
  );
});
