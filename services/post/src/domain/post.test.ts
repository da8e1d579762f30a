import { expect, test } from '@jest/globals';
import { draft, edited } from './post.ts';

const at = new Date('2026-11-22T09:00:00.000Z');
const later = new Date('2026-11-22T10:00:00.000Z');
const post = draft({
  id: 7,
  userId: 1,
  reach: 'public',
  mentions: [3],
  at,
  body: { content: 'Good morning, #gardening people', audience: 'public', tags: ['Spring'], location: 'Kew' },
});

test('an edit raises revision, version and time, and leaves what it does not name', () => {
  expect(edited(post, {}, { mentions: [3], at: later })).toEqual({
    ...post,
    revision: 2,
    version: 2,
    updatedAt: later,
  });
});

test('null takes the location away', () => {
  expect(edited(post, { location: null }, { mentions: [], at: later }).location).toBeNull();
});

test('tags of the old text go with it, tags given beside it stay', () => {
  expect(post.tags).toEqual(['spring', 'gardening']);
  expect(edited(post, { content: 'Good #evening' }, { mentions: [], at: later }).tags).toEqual(['spring', 'evening']);
  expect(edited(post, { tags: ['autumn'] }, { mentions: [], at: later }).tags).toEqual(['autumn', 'gardening']);
});
