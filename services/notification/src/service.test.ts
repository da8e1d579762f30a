import { expect, test } from '@jest/globals';
import { ConfigError } from '@concord/platform';
import webPush from 'web-push';
import { target } from './service.ts';

const env = {
  CONCORD_NOTIFICATION_DATABASE_URL: 'mysql://concord_notification:secret@127.0.0.1:1/concord_notification',
  CONCORD_KAFKA_BROKERS: '127.0.0.1:1',
  CONCORD_INTERNAL_SECRET: 'a secret between services',
  CONCORD_CURSOR_SECRET: 'a secret for the cursors',
};

test('is built without connecting to anything, with a handler for every operation and the event stream', () => {
  const service = target.build(env, new Map());
  expect(service.routes?.stack).toHaveLength(16);
  expect(service.parts.map(({ name }) => name)).toEqual([
    ...['mysql', 'ids', 'kafka', 'consumers notification', 'fan-out', 'removals', 'forgetting', 'erasure notification'],
    ...['devices in doubt', 'mail notification'],
    ...['mysql', 'streams', 'websockets', 'event streams'],
  ]);
});

test('mail and push are on where they are set up', () => {
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  const service = target.build(
    {
      ...{ ...env, CONCORD_SMTP_URL: 'smtp://127.0.0.1:1' },
      ...{ CONCORD_VAPID_PUBLIC_KEY: publicKey, CONCORD_VAPID_PRIVATE_KEY: privateKey },
    },
    new Map(),
  );
  expect(service.parts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['mail notification', 'mail collector', 'push']),
  );
  expect(() => target.build({ ...env, CONCORD_VAPID_PUBLIC_KEY: 'short' }, new Map())).toThrow(
    /CONCORD_VAPID_PUBLIC_KEY/,
  );
  expect(() => target.build({ ...env, CONCORD_MAIL_FROM: 'nobody' }, new Map())).toThrow(/CONCORD_MAIL_FROM/);
});

test('a setting that cannot be used is named', () => {
  expect(() => target.build({ ...env, CONCORD_NOTIFICATION_DATABASE_URL: undefined }, new Map())).toThrow(ConfigError);
  expect(() => target.build({ ...env, CONCORD_NOTIFICATION_DATABASE_URL: undefined }, new Map())).toThrow(
    /CONCORD_NOTIFICATION_DATABASE_URL/,
  );
});
