import { expect, test } from '@jest/globals';
import { documents } from '../documents/index.ts';
import { indexNames } from './names.ts';

test('names begin with the prefix, and tell reading, writing and the generation apart', () => {
  expect(indexNames('concord', { index: 'posts', generation: 2 })).toEqual({
    read: 'concord-posts',
    write: 'concord-posts-write',
    first: 'concord-posts-v2-000001',
    pattern: 'concord-posts-v*',
  });
});

test('no two document types share an index, a stream or a pattern', () => {
  const names = documents.flatMap((type) => [type.stream.topic, ...Object.values(indexNames('p', type))]);
  expect(new Set(names).size).toBe(names.length);
});
