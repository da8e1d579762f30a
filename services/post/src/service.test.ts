import { expect, test } from '@jest/globals';
import { ConfigError } from '@concord/platform';
import { target } from './service.ts';

const env = {
  CONCORD_POST_DATABASE_URL: 'mysql://concord_post:secret@127.0.0.1:1/concord_post',
  CONCORD_KAFKA_BROKERS: '127.0.0.1:1',
  CONCORD_INTERNAL_SECRET: 'a secret between services',
  CONCORD_CURSOR_SECRET: 'a secret for the cursors',
};

test('is built without connecting to anything, with a handler for every operation', () => {
  const service = target.build(env, new Map());
  expect(service.routes?.stack).toHaveLength(11);
  expect(service.parts.map(({ name }) => name)).toEqual([
    'mysql',
    'ids',
    'kafka',
    'consumers post',
    'backlog reach_changes',
    'shares',
    'kept answers',
    'erasure post',
  ]);
});

test('a setting that cannot be used is named', () => {
  expect(() => target.build({ ...env, CONCORD_INTERNAL_PORT: 'soon' }, new Map())).toThrow(ConfigError);
  expect(() => target.build({ ...env, CONCORD_POST_DATABASE_URL: undefined }, new Map())).toThrow(
    /CONCORD_POST_DATABASE_URL/,
  );
});
