import { expect, test } from '@jest/globals';
import { ConfigError } from '@concord/platform';
import { config } from './config.ts';
import { target } from './service.ts';

const env = {
  CONCORD_REACTION_DATABASE_URL: 'mysql://concord_reaction:secret@127.0.0.1:1/concord_reaction',
  CONCORD_KAFKA_BROKERS: '127.0.0.1:1',
  CONCORD_INTERNAL_SECRET: 'a secret between services',
  CONCORD_CURSOR_SECRET: 'a secret for the cursors',
};

test('is built without connecting to anything, with a handler for every operation', () => {
  const service = target.build(env, new Map());
  expect(service.routes?.stack).toHaveLength(8);
  expect(service.parts.map(({ name }) => name)).toEqual([
    ...[
      'mysql',
      'ids',
      'kafka',
      'consumers reaction',
      'backlog recounts',
      'counts reaction_counts',
      'erasure reaction',
    ],
  ]);
});

test('the types of reaction are a setting', () => {
  expect(config(env).CONCORD_REACTION_TYPES).toEqual(['like', 'love', 'haha', 'laugh', 'sad', 'angry']);
  expect(config({ ...env, CONCORD_REACTION_TYPES: 'up, down' }).CONCORD_REACTION_TYPES).toEqual(['up', 'down']);
});

test('a setting that cannot be used is named', () => {
  expect(() => target.build({ ...env, CONCORD_REACTION_TYPES: 'like,+1' }, new Map())).toThrow(
    /CONCORD_REACTION_TYPES/,
  );
  expect(() => target.build({ ...env, CONCORD_REACTION_DATABASE_URL: undefined }, new Map())).toThrow(ConfigError);
});
