import { expect, test } from '@jest/globals';
import { state } from '@concord/contracts';
import { ConfigError } from '@concord/platform';
import { target } from './service.ts';

const env = {
  CONCORD_COMMENT_DATABASE_URL: 'mysql://concord_comment:secret@127.0.0.1:1/concord_comment',
  CONCORD_KAFKA_BROKERS: '127.0.0.1:1',
  CONCORD_INTERNAL_SECRET: 'a secret between services',
  CONCORD_CURSOR_SECRET: 'a secret for the cursors',
};

test('is built without connecting to anything, with a handler for every operation', () => {
  const service = target.build(env, new Map());
  expect(service.routes?.stack).toHaveLength(14);
  expect(service.parts.map(({ name }) => name)).toEqual([
    ...['mysql', 'ids', 'kafka', 'consumers comment', 'backlog rewrites', 'counts comment_counts'],
    'kept answers',
    'erasure comment',
  ]);
});

test('no captured column is one that a reply, an edit or a place changes beside the version', () => {
  const captured = Object.keys(state.comment.comments.columns.shape);
  expect(captured.filter((column) => ['places', 'gone', 'revision', 'path'].includes(column))).toEqual([]);
});

test('a setting that cannot be used is named', () => {
  expect(() => target.build({ ...env, CONCORD_INTERNAL_PORT: 'soon' }, new Map())).toThrow(ConfigError);
  expect(() => target.build({ ...env, CONCORD_COMMENT_DATABASE_URL: undefined }, new Map())).toThrow(
    /CONCORD_COMMENT_DATABASE_URL/,
  );
});
