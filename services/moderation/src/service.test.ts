import { expect, test } from '@jest/globals';
import { ConfigError } from '@concord/platform';
import { target } from './service.ts';

const env = {
  CONCORD_MODERATION_DATABASE_URL: 'mysql://concord_moderation:secret@127.0.0.1:1/concord_moderation',
  CONCORD_KAFKA_BROKERS: '127.0.0.1:1',
  CONCORD_INTERNAL_SECRET: 'a secret between services',
  CONCORD_CURSOR_SECRET: 'a secret for the cursors',
};

test('is built without connecting to anything, with a handler for every operation', () => {
  const service = target.build(env, new Map());
  expect(service.routes?.stack).toHaveLength(8);
  expect(service.parts.map(({ name }) => name)).toEqual([
    ...['mysql', 'ids', 'kafka', 'consumers moderation', 'backlog decisions_due', 'forgetting', 'kept answers'],
    'erasure moderation',
  ]);
});

test('a setting that cannot be used is named', () => {
  const without = { ...env, CONCORD_MODERATION_DATABASE_URL: undefined };
  expect(() => target.build(without, new Map())).toThrow(ConfigError);
  expect(() => target.build(without, new Map())).toThrow(/CONCORD_MODERATION_DATABASE_URL/);
});
