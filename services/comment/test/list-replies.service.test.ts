import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { pages } from '@concord/client';
import { errors, type Id } from '@concord/contracts';
import fc from 'fast-check';
import { comment, community, plant, planted, type Community, type Planted } from './community.ts';

let here: Community;

/** 1 writes posts; 4 and 5 block each other. */
beforeAll(async () => {
  here = await community();
  await here.people(...[1, 2, 3, 4, 5, 6].map((id) => ({ id })));
  await here.relation(5, 4, { blocks: true });
  await here.relation(4, 5, { blockedBy: true });
  await here.posts({ id: 10, userId: 1 }, { id: 11, userId: 1, audience: 'friends' });
});
afterAll(() => here.stop());
afterEach(() => {
  here.copiesAge = 0;
});

const list = (viewer: Id | null, id: string, query: { limit?: string; cursor?: string } = {}) =>
  here.as(viewer).listReplies({ params: { id }, query });
const shown = async (viewer: Id | null, id: string) =>
  (await list(viewer, id, { limit: '100' })).items.map(({ depth, content }) => `${'.'.repeat(depth)}${content ?? '-'}`);

test('under what may not be seen there is no list', async () => {
  await here.relation(2, 1, { friend: true });
  const friends = await comment(here, 2, 11, 'for friends');
  const leaf = await comment(here, 4, 10, 'by 4');
  const gone = await comment(here, 2, 10, 'gone');
  await here.as(2).deleteComment({ params: { id: gone } });
  await expect(list(3, friends)).toFail(errors.notFound);
  await expect(list(null, friends)).toFail(errors.notFound);
  await expect(list(5, leaf)).toFail(errors.notFound);
  await expect(list(2, gone)).toFail(errors.notFound);
  await expect(list(2, '99')).toFail(errors.notFound);
  expect(await list(2, leaf)).toEqual({ items: [], nextCursor: null });
});

test('with old copies there is no list, for anyone', async () => {
  const id = await comment(here, 2, 10, 'hello');
  here.copiesAge = 10_500;
  for (const viewer of [null, 1, 2]) await expect(list(viewer, id)).toFail(errors.stale);
});

test('the whole branch in reading order: below each reply what stands under it', async () => {
  const root = await comment(here, 2, 10, 'a');
  const first = await comment(here, 3, 10, 'b', root);
  const second = await comment(here, 4, 10, 'c', root);
  await comment(here, 2, 10, 'd', second);
  const deep = await comment(here, 4, 10, 'e', first);
  await comment(here, 3, 10, 'f', deep);
  await comment(here, 4, 10, 'other branch');
  expect(await shown(2, root)).toEqual(['..b', '...e', '....f', '..c', '...d']);
  expect(await shown(2, first)).toEqual(['...e', '....f']);
  // 5 sees empty places where 4 has replies.
  expect(await shown(5, root)).toEqual(['..b', '...-', '....f', '..-', '...d']);
  expect(await shown(5, second)).toEqual(['...d']);
  expect((await list(2, root)).items[1]).toMatchObject({ id: deep, parentId: first, depth: 3 });
});

test('empty places go when the last reply under them goes, and not before', async () => {
  const root = await comment(here, 2, 10, 'a');
  const middle = await comment(here, 3, 10, 'b', root);
  const leaf = await comment(here, 3, 10, 'c', middle);
  await here.as(3).deleteComment({ params: { id: middle } });
  expect(await shown(2, root)).toEqual(['..-', '...c']);
  await here.as(3).deleteComment({ params: { id: leaf } });
  expect(await shown(2, root)).toEqual([]);
  expect(await here.as(2).getComment({ params: { id: root } })).toMatchObject({ content: 'a', replyCount: 0 });
});

test('a cursor works in its own list only', async () => {
  const root = await comment(here, 2, 10, 'a');
  for (const content of ['b', 'c']) await comment(here, 2, 10, content, root);
  const { nextCursor } = await list(2, root, { limit: '1' });
  const cursor = nextCursor ?? '';
  expect((await list(2, root, { cursor })).items.map(({ content }) => content)).toEqual(['c']);
  const other = await comment(here, 2, 10, 'other');
  await expect(list(2, other, { cursor })).toFail(errors.cursorInvalid);
  await here.db('comments').where({ parent_id: root }).delete();
  await expect(list(2, root, { cursor })).toFail(errors.cursorInvalid);
});

/** What a viewer must be shown, written down as the decision page says it. */
interface Model extends Planted {
  readonly deleted: boolean;
}

const readingOrder = (all: readonly Model[], parent: Id | null): Model[] =>
  all
    .filter((one) => (one.parent?.id ?? null) === parent)
    .toSorted((a, b) => a.id - b.id)
    .flatMap((one) => [one, ...readingOrder(all, one.id)]);

/** With a place: not deleted, or above something that has one. */
const placed = (all: readonly Model[], one: Model): boolean =>
  !one.deleted || all.some((other) => other.parent?.id === one.id && placed(all, other));

test('whatever the thread, pages hold what their viewer may see, empty places above it, and nothing else', async () => {
  const thread = fc.array(
    fc.record({ parent: fc.option(fc.nat()), userId: fc.constantFrom(2, 3, 4, 6), deleted: fc.boolean() }),
    { minLength: 1, maxLength: 25 },
  );
  let post = 1_000;
  let nextId = 100_000;
  await fc.assert(
    fc.asyncProperty(
      thread,
      fc.constantFrom(null, 2, 4, 5),
      fc.integer({ min: 1, max: 7 }),
      async (drawn, viewer, limit) => {
        post += 1;
        await here.posts({ id: post, userId: 1 });
        const all: Model[] = [];
        for (const { parent, userId, deleted } of drawn) {
          nextId += 1;
          const above = parent === null ? null : (all[parent % Math.max(1, all.length)] ?? null);
          all.push({ ...planted({ id: nextId, postId: post, userId, parent: above }), deleted });
        }
        await plant(here, all);
        for (const { id, userId } of all.filter(({ deleted }) => deleted))
          await here.as(userId).deleteComment({ params: { id: String(id) } });

        const hidden = (one: Model) => viewer === 5 && one.userId === 4;
        const replied = (one: Model) => all.some((other) => other.parent?.id === one.id && placed(all, other));
        const expected = readingOrder(all, null)
          .filter((one) => placed(all, one) && (replied(one) || !hidden(one)))
          .map((one) => [one.id, one.deleted || hidden(one) ? null : `comment ${one.id}`]);
        const api = here.as(viewer);
        const seen: unknown[] = [];
        const roots = { params: { id: String(post) }, query: { sort: 'old', limit: String(limit) } } as const;
        for await (const level of pages(api.listComments, roots))
          for (const { id, content, firstReplies } of level.items) {
            seen.push([Number(id), content]);
            const replies: unknown[] = [];
            const branch = { params: { id }, query: { limit: String(limit) } };
            for await (const { items } of pages(api.listReplies, branch))
              replies.push(...items.map((reply) => [Number(reply.id), reply.content]));
            expect(firstReplies.map((reply) => [Number(reply.id), reply.content])).toEqual(replies.slice(0, 3));
            seen.push(...replies);
          }
        expect(seen).toEqual(expected);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
