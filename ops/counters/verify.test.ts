import type { Id } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import type { Compared, Counter } from './counter.ts';
import { verify } from './verify.ts';

/** A counter over the posts 1 to `posts`, whose numbers `stored` tells at each look; all should be 1. */
const counter = (posts: number, stored: (id: Id, look: number) => number) => {
  const looks = new Map<Id, number>();
  const repaired: Compared[] = [];
  const made: Counter = {
    name: 'likes',
    next: (after, limit) =>
      Promise.resolve(Array.from({ length: Math.min(limit, posts - after) }, (_, index) => after + index + 1)),
    compare: (ids) =>
      Promise.resolve(
        ids.map((id) => {
          looks.set(id, (looks.get(id) ?? 0) + 1);
          return { what: `post ${id}`, id, stored: stored(id, looks.get(id) ?? 0), right: 1 };
        }),
      ),
    repair: (wrong) => Promise.resolve(void repaired.push(wrong)),
  };
  return { made, looks, repaired };
};

test('compares everything once, however many there are', async () => {
  const { made, looks } = counter(2_500, () => 1);
  expect(await verify(made, { repair: true, secondLookMs: 0 })).toMatchObject({ compared: 2_500, differ: 0 });
  expect(new Set(looks.values())).toEqual(new Set([1]));
});

test('what agrees at a second look was under way, and nothing is repaired', async () => {
  const { made, looks, repaired } = counter(3, (id, look) => (id === 2 && look === 1 ? 7 : 1));
  expect(await verify(made, { repair: true, secondLookMs: 0 })).toMatchObject({ differ: 0, examples: [], repaired: 0 });
  expect([[...looks.values()], repaired]).toEqual([[1, 2, 1], []]);
});

test('what is wrong is counted and shown, the first five of it, and repaired only when asked', async () => {
  const { made, repaired } = counter(8, () => 0);
  const found = await verify(made, { repair: false, secondLookMs: 0 });
  expect(found).toMatchObject({ compared: 8, differ: 8, repaired: 0 });
  expect(found.examples).toHaveLength(5);
  expect(found.examples[0]).toEqual({ what: 'post 1', stored: 0, right: 1 });
  expect(repaired).toEqual([]);
  expect(await verify(made, { repair: true, secondLookMs: 0 })).toMatchObject({ repaired: 8 });
  expect(repaired).toHaveLength(8);
});
