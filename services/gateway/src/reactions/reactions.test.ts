import { describe, expect, test } from '@jest/globals';
import {
  composedReactions,
  contract,
  mostSummaries,
  PageOf,
  reactionTargets,
  type Operation,
  type Reactions,
} from '@concord/contracts';
import type { InternalApi } from '@concord/client';
import { z } from 'zod';
import { withReactions } from './compose.ts';
import { summarizer, type Summarize } from './summarizer.ts';
import { holdsTargets, targetsIn } from './targets.ts';

type Asked = Parameters<InternalApi['summarizeReactions']>[0]['body'];

const post = (id: string) => ({
  ...{
    id,
    author: { id: '1', username: 'ada', displayName: 'Ada', avatarUrl: null },
    content: 'x',
    audience: 'public',
  },
  ...{ tags: [], mentions: [], media: [], location: null, likeCount: 3, commentCount: 0, shareCount: 0 },
  ...{ reactions: null, shared: null, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
});
const liked: Reactions = { counts: { like: 3 }, mine: ['like'] };

/** Reaction as the gateway meets it: likes for everything, and what it was asked. */
const reaction = (answers: () => Promise<unknown> = () => Promise.resolve()) => {
  const asked: Asked[] = [];
  const tell = (ids: readonly string[]) => ids.map((id) => ({ id, reactions: liked }));
  const summarizeReactions: InternalApi['summarizeReactions'] = async ({ body }) => {
    asked.push(body);
    await answers();
    return { posts: tell(body.posts), comments: tell(body.comments) };
  };
  return { asked, summarize: summarizer({ summarizeReactions }) };
};

/** What goes out of the gateway when a service has answered an operation. */
const composed = async (
  summarize: Summarize,
  operation: Operation | null,
  answer: { status: number; body: unknown },
) => {
  const context = { state: { matched: operation, identity: { actor: { id: 7 } } }, status: 0, body: null as unknown };
  await withReactions(summarize)(context as never, () => Promise.resolve(Object.assign(context, answer)));
  return context.body;
};
const page = (...ids: string[]) => ({ items: ids.map(post), nextCursor: null });

test('comments have reactions, however deep they stand; empty places have none', async () => {
  const { asked, summarize } = reaction();
  const comment = (id: string, author: object | null, more: object = {}) => ({
    ...{ id, postId: '1', parentId: null, depth: 1, author, content: author && 'x', mentions: [], likeCount: 0 },
    ...{ replyCount: 0, reactions: null, edited: false, createdAt: '2026-01-01T00:00:00.000Z' },
    ...{ updatedAt: '2026-01-01T00:00:00.000Z', ...more },
  });
  const somebody = { id: '1', username: 'ada', displayName: 'Ada', avatarUrl: null };
  const firstReplies = [comment('11', somebody), comment('12', null)];
  const body = { items: [comment('10', null, { firstReplies })], nextCursor: null, locked: false, commentCount: 1 };
  const told = await composed(summarize, contract.comment.listComments, { status: 200, body });
  expect(asked).toEqual([{ viewer: '7', posts: [], comments: ['11'] }]);
  expect(told).toMatchObject({
    items: [{ reactions: null, firstReplies: [{ reactions: liked }, { reactions: null }] }],
  });
});

describe('an answer with posts', () => {
  test('goes out with their reactions, asked for once and as the viewer', async () => {
    const { asked, summarize } = reaction();
    const body = await composed(summarize, contract.post.getFeed, { status: 200, body: page('10', '11', '10') });
    expect(asked).toEqual([{ viewer: '7', posts: ['10', '11'], comments: [] }]);
    expect(body).toEqual({
      items: ['10', '11', '10'].map((id) => ({ ...post(id), reactions: liked })),
      nextCursor: null,
    });
  });

  test('of another process as well', async () => {
    const body = Buffer.from(JSON.stringify(post('10')));
    expect(await composed(reaction().summarize, contract.post.getPost, { status: 200, body })).toEqual({
      ...post('10'),
      reactions: liked,
    });
  });

  test('goes out as it came when reaction fails, and after five failures it is not even asked', async () => {
    const { asked, summarize } = reaction(() => Promise.reject(new Error('late')));
    const bytes = Buffer.from(JSON.stringify(page('10')));
    for (let turn = 0; turn < 8; turn += 1) {
      expect(await composed(summarize, contract.post.getFeed, { status: 200, body: page('10') })).toEqual(page('10'));
      expect(await composed(summarize, contract.post.getFeed, { status: 200, body: bytes })).toBe(bytes);
    }
    expect(asked).toHaveLength(5);
  });

  test('more than one call may ask for is asked for beside each other', async () => {
    const ids = Array.from({ length: mostSummaries + 1 }, (_, index) => String(index + 1));
    const { asked, summarize } = reaction();
    const body = await composed(summarize, contract.post.getFeed, { status: 200, body: page(...ids) });
    expect(asked.map(({ posts }) => posts.length)).toEqual([mostSummaries, 1]);
    expect(new Set((body as ReturnType<typeof page>).items.map(({ reactions }) => reactions))).toEqual(
      new Set([liked]),
    );
  });
});

test.each<[string, Operation | null, { status: number; body: unknown }]>([
  ['an empty page', contract.post.getFeed, { status: 200, body: page() }],
  ['a failure', contract.post.getPost, { status: 404, body: JSON.stringify({ ...post('10'), code: 'not_found' }) }],
  ['nothing', contract.post.deletePost, { status: 204, body: null }],
  ['people', contract.user.getMe, { status: 200, body: post('10') }],
  ['no operation of ours', null, { status: 200, body: post('10') }],
])('for %s nothing is asked and nothing changed', async (_, operation, answer) => {
  const { asked, summarize } = reaction();
  expect(await composed(summarize, operation, { ...answer })).toBe(answer.body);
  expect(asked).toEqual([]);
});

describe('where reactions belong', () => {
  const Comment = z.strictObject({
    id: z.string(),
    text: z.string(),
    reactions: composedReactions,
    get replies(): z.ZodNullable<z.ZodArray<typeof Comment>> {
      return z.array(Comment).nullable();
    },
  });
  reactionTargets.add(Comment, { type: 'comment' });
  const comment = (id: string, ...replies: unknown[]) => ({ id, text: 'x', reactions: null, replies });
  const idsIn = (schema: z.ZodType, value: unknown) =>
    targetsIn(schema, value).map(({ type, shown }) => `${type} ${shown.id}`);

  test('comments with replies, however deep', () => {
    const thread = {
      items: [comment('1', comment('2', comment('3')), comment('4')), { ...comment('5'), replies: null }],
      nextCursor: null,
    };
    expect(idsIn(PageOf(Comment), thread)).toEqual(['1', '2', '3', '4', '5'].map((id) => `comment ${id}`));
  });

  test('a union goes by what the value is; what only looks like it is left alone', () => {
    const Hit = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('comment'), comment: Comment }),
      z.strictObject({ kind: z.literal('text'), comment: z.strictObject({ id: z.string() }) }),
    ]);
    expect(idsIn(Hit, { kind: 'comment', comment: comment('1') })).toEqual(['comment 1']);
    expect(idsIn(Hit, { kind: 'text', comment: { id: '1' } })).toEqual([]);
  });

  test('every operation that shows posts, and no other', () => {
    const showing = Object.values<Readonly<Record<string, Operation>>>(contract)
      .flatMap((operations) => Object.values(operations))
      .filter(({ replies }) => Object.values(replies).some((reply) => reply !== null && holdsTargets(reply)));
    expect(showing.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['createPost', 'getPost', 'updatePost', 'listPosts', 'getFeed']),
    );
    expect(showing.filter(({ access, path }) => access === 'internal' || path.includes('profiles/{id}/f'))).toEqual([]);
  });
});
