import { expect, test } from '@jest/globals';
import type { Row, state } from '@concord/contracts';
import type { Change } from '@concord/platform';
import type { DocumentType } from '../document.ts';
import { documents } from './index.ts';
import { canary } from './canary/project.ts';
import { comment } from './comment/project.ts';
import { post } from './post/project.ts';
import { relation } from './relation/project.ts';
import { user } from './user/project.ts';

const at = new Date('2026-03-01T10:00:00.000Z');
const aPost: Row<typeof state.post.posts> = {
  ...{
    id: 7,
    user_id: 3,
    content: 'Hello #world',
    media: [],
    location: 'Graz',
    audience: 'followers',
    reach: 'public',
  },
  ...{ tags: ['world'], mentions: [9], like_count: 1, comment_count: 2, share_count: 3, is_published: true },
  ...{ created_at: at, updated_at: at, deleted_at: null, version: 5 },
};
const aUser: Row<typeof state.user.profiles> = {
  ...{ id: 3, username: 'ada', display_name: 'Ada', bio: 'Maths', avatar_url: null, location: 'London' },
  ...{ status: 'active', profile_visibility: 'friends', search_visibility: 'followers', created_at: at, version: 2 },
};
const aComment: Row<typeof state.comment.comments> = {
  ...{ id: 8, post_id: 7, parent_id: null, user_id: 4, content: 'Well said', mentions: [3], like_count: 2 },
  ...{ author_active: true, post_user_id: 3, post_width: 'followers', post_deleted: false },
  ...{ created_at: at, updated_at: at, deleted_at: null, version: 5 },
};
const sourceOf = (type: DocumentType, row: object, purged = false) =>
  type.sourceOf({ key: '', row, version: 5, committedAt: at, purged } as unknown as Change<never>);

test('a post says whose it is, what it says and how wide it is within its author’s reach', () => {
  expect(sourceOf(post, aPost)).toMatchObject({
    id: 7,
    author_id: 3,
    text: 'Hello #world',
    tags: ['world'],
    version: 5,
  });
  const width = (own: Partial<typeof aPost>) => sourceOf(post, { ...aPost, ...own })['width'];
  expect(width({})).toBe('followers');
  expect(width({ audience: 'public', reach: 'friends' })).toBe('friends');
  expect(width({ audience: 'private', reach: 'public' })).toBe('private');
  expect(width({ reach: 'none' })).toBe('none');
  expect(width({ audience: 'public', is_published: false })).toBe('private');
});

test('a deleted or purged post keeps nothing but its id and version', () => {
  const tombstone = { id: 7, version: 5, deleted: true };
  expect(sourceOf(post, { ...aPost, deleted_at: at })).toEqual(tombstone);
  expect(sourceOf(post, aPost, true)).toEqual(tombstone);
});

test('a comment says whose it is, under whose post, and how wide that is', () => {
  expect(sourceOf(comment, aComment)).toMatchObject({
    ...{ id: 8, post_id: 7, author_id: 4, author_active: true, text: 'Well said' },
    ...{ post_author_id: 3, post_width: 'followers', version: 5, deleted: false },
  });
});

test('a comment keeps nothing when it or its post is deleted', () => {
  const tombstone = { id: 8, version: 5, deleted: true };
  expect(sourceOf(comment, { ...aComment, deleted_at: at })).toEqual(tombstone);
  expect(sourceOf(comment, { ...aComment, post_deleted: true })).toEqual(tombstone);
});

test('a person can be found as far as they say, and their page shows as far as they say', () => {
  expect(sourceOf(user, aUser)).toMatchObject({ search_width: 'followers', page_width: 'friends', username: 'ada' });
  expect(sourceOf(user, { ...aUser, status: 'banned' })).toMatchObject({ search_width: 'none', page_width: 'none' });
});

test('relations are kept row by row, with both keys of a pair', () => {
  const flags = { follows: true, friend: false, blocks: false, blocked_by: false, mutes: true };
  expect(sourceOf(relation, { viewer_id: 1, author_id: 2, ...flags, version: 5 })).toEqual({
    ...{ viewer_id: 1, author_id: 2, version: 5, deleted: false },
    ...flags,
  });
});

test('the canary alone marks progress', () => {
  expect(documents.filter(({ marksProgress }) => marksProgress)).toEqual([canary]);
});

test('every field that a projection makes is in its mapping', () => {
  const rows = new Map<DocumentType, object>([
    [post, aPost],
    [user, aUser],
    [relation, { viewer_id: 1, author_id: 2 }],
    [comment, aComment],
    [canary, { id: 1, beat_at: at }],
  ]);
  for (const type of documents) {
    const made = Object.keys(sourceOf(type, rows.get(type) ?? {}));
    expect(Object.keys(type.mapping)).toEqual(expect.arrayContaining(made));
  }
});
