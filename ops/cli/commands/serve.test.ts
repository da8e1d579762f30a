import { expect, test } from '@jest/globals';
import { targetNames } from './serve.ts';

test('all is every service but the search indexer', () => {
  expect(targetNames('all')).toEqual([
    'gateway',
    'auth',
    'user',
    'post',
    'comment',
    'reaction',
    'notification',
    'engagement',
    'moderation',
    'search',
    'canary',
  ]);
});

test('targets can be listed, and all may stand beside others', () => {
  expect(targetNames('gateway, search')).toEqual(['gateway', 'search']);
  expect(targetNames('all,search-indexer').at(-1)).toBe('search-indexer');
  expect(targetNames('post,post')).toEqual(['post']);
});

test('an unknown target is a mistake of use that names the known ones', () => {
  expect(() => targetNames('posts')).toThrow('There is no target "posts".');
});
