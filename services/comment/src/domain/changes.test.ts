import { expect, test } from '@jest/globals';
import type { Person, PostFacts } from '@concord/community';
import type { Reach } from '@concord/contracts';
import { authorChange, postChange } from './changes.ts';

const widths = ['public', 'followers', 'friends', 'private', 'none'] as const;
const post = (reach: Reach, own: Partial<PostFacts> = {}): PostFacts => ({
  ...{ id: 7, userId: 1, audience: 'public', reach, deleted: false, version: 1 },
  ...own,
});
const someone = (own: Partial<Person> = {}): Person => ({
  ...{ id: 1, username: 'ada', displayName: 'Ada', avatarUrl: null, status: 'active', profileVisibility: 'public' },
  version: 1,
  ...own,
});

test('a post changes its comments where its width is another, and narrows them where it is one further down', () => {
  for (const [at, from] of widths.entries())
    for (const [where, to] of widths.entries()) {
      const change = postChange({ before: post(from), after: post(to, { version: 2 }) });
      expect([from, to, change]).toEqual([
        from,
        to,
        at === where ? null : { kind: 'post', id: 7, narrowing: where > at },
      ]);
    }
});

test('what counts is the narrower of audience and reach', () => {
  const before = post('friends', { audience: 'friends' });
  expect(postChange({ before, after: post('public', { audience: 'friends' }) })).toBeNull();
  expect(postChange({ before, after: post('private', { audience: 'friends' }) })).toMatchObject({ narrowing: true });
});

test('a deletion narrows, and of what is deleted nothing narrows any more', () => {
  const deleted = post('private', { deleted: true });
  expect(postChange({ before: post('private'), after: deleted })).toMatchObject({ narrowing: true });
  expect(postChange({ before: deleted, after: post('none', { deleted: true }) })).toMatchObject({ narrowing: false });
});

test('under a post that was not known, comments may carry anything', () => {
  expect(postChange({ before: undefined, after: post('public') })).toMatchObject({ narrowing: false });
  expect(postChange({ before: undefined, after: post('friends') })).toMatchObject({ narrowing: true });
  expect(postChange({ before: undefined, after: post('public', { deleted: true }) })).toMatchObject({
    narrowing: true,
  });
});

test('an author changes their comments where their account becomes active, or is no longer', () => {
  const suspended = someone({ status: 'suspended' });
  expect(authorChange({ before: someone(), after: someone({ profileVisibility: 'private' }) })).toBeNull();
  expect(authorChange({ before: suspended, after: someone({ status: 'banned' }) })).toBeNull();
  expect(authorChange({ before: someone(), after: suspended })).toEqual({ kind: 'author', id: 1, narrowing: true });
  expect(authorChange({ before: suspended, after: someone() })).toMatchObject({ narrowing: false });
  expect(authorChange({ before: undefined, after: suspended })).toMatchObject({ narrowing: true });
  expect(authorChange({ before: undefined, after: someone() })).toMatchObject({ narrowing: false });
});
