import { expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import '@concord/testkit';
import type { SeekerWithMutes } from './relation-set.ts';
import { visibility, type VisibilityOptions } from './visibility.ts';

const seeker: SeekerWithMutes = { id: 7, follows: [1], friends: [], blocked: [2], muted: [] };
const now = 1_000_000;
const sight = (own: Partial<VisibilityOptions> = {}) =>
  visibility({
    seekers: { of: () => Promise.resolve(seeker) },
    narrowed: { list: (indexedMs) => ({ postAuthors: [indexedMs ?? 0], posts: [], authors: [] }) },
    watermarkMs: () => now,
    maxAgeMs: 10_000,
    indexAgeMs: () => 500,
    indexMaxAgeMs: 60_000,
    now: () => now,
    ...own,
  });

const narrowed = { postAuthors: [now - 500], posts: [], authors: [] };

test('gives the viewer’s relations and whom to leave out by how far the index has come', async () => {
  expect(await sight().of(7)).toEqual({ seeker, narrowed });
  expect(await sight().of(null)).toEqual({ seeker: null, narrowed });
});

test.each<[string, Partial<VisibilityOptions>]>([
  ['nothing has been read of the streams yet', { watermarkMs: () => null }],
  ['the streams stand still', { watermarkMs: () => now - 10_001 }],
  ['the index shows no canary', { indexAgeMs: () => null }],
  ['the index is too far behind', { indexAgeMs: () => 60_001 }],
])('decides nothing, for nobody, while %s', async (_, own) => {
  await expect(sight(own).of(null)).toFail(errors.stale);
  await expect(sight(own).of(7)).toFail(errors.stale);
});

test('decides up to the limits', async () => {
  await sight({ watermarkMs: () => now - 10_000, indexAgeMs: () => 60_000 }).of(7);
});

test('relations that cannot be loaded are not taken for none', async () => {
  const failing = sight({ seekers: { of: () => Promise.reject(errors.unavailable()) } });
  await expect(failing.of(7)).toFail(errors.unavailable);
});
