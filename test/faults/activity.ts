import { openDatabase } from '@concord/platform';
import { aPost, eventually, type Person } from '@concord/testkit';
import { setting, somebody } from '../e2e/platform.ts';

const types = ['like', 'love', 'haha'] as const;

/** Of what is done, a part is taken back: every so many. */
const every = (n: number, of: number) => n % of === 0;

/** What was just written may not have arrived where it is acted on. */
const soon = <T>(work: () => Promise<T>): Promise<T> =>
  eventually(async () => ({ value: await work() }), { timeoutMs: 60_000, everyMs: 200 }).then(({ value }) => value);

const giveStatus = async (people: readonly Person[], status: 'active' | 'suspended'): Promise<void> => {
  const db = openDatabase(setting('CONCORD_AUTH_DATABASE_URL'), { poolSize: 1 });
  try {
    const ids = people.map(({ id }) => id);
    await db('users')
      .whereIn('id', ids)
      .update({ status, version: db.raw('version + 1') });
  } finally {
    await db.destroy();
  }
};

/** Everybody reacts to this in several ways; some take it back. */
const reactToPost = async (people: readonly Person[], id: string): Promise<void> => {
  await Promise.all(
    people.flatMap(({ api }, n) =>
      types.map(async (type, t) => {
        await soon(() => api.reactToPost({ params: { id, type } }));
        if (every(n + t, 4)) await api.removePostReaction({ params: { id, type } });
      }),
    ),
  );
};

/** Everybody comments and replies; some edit, delete, and react to what others said. */
const discuss = async (people: readonly Person[], id: string): Promise<void> => {
  const comments = await Promise.all(
    people.map(({ api }, n) => soon(() => api.createComment({ params: { id }, body: { content: `Comment ${n}` } }))),
  );
  await Promise.all(
    comments.map(async (comment, n) => {
      const [writer, replier] = [people[n], people[(n + 1) % people.length]];
      const params = { id: comment.id };
      const body = { content: `Reply to @${writer?.username ?? ''}`, parentId: comment.id };
      const reply = await soon(async () => replier?.api.createComment({ params: { id }, body }));
      await soon(async () => replier?.api.reactToComment({ params: { ...params, type: 'like' } }));
      if (every(n, 3)) await writer?.api.deleteComment({ params });
      else await writer?.api.updateComment({ params, body: { content: 'Edited' } });
      if (every(n, 4) && reply !== undefined) await replier?.api.deleteComment({ params: { id: reply.id } });
      if (every(n, 5)) await replier?.api.removeCommentReaction({ params: { ...params, type: 'like' } });
    }),
  );
};

const relate = async (people: readonly Person[]): Promise<void> => {
  const [first, second, third] = people;
  for (const { api } of people.slice(1)) await api.follow({ params: { id: first?.id ?? '' } });
  await second?.api.unfollow({ params: { id: first?.id ?? '' } });
  await third?.api.mute({ params: { id: second?.id ?? '' } });
  await third?.api.block({ params: { id: people.at(-1)?.id ?? '' } });
  await third?.api.unblock({ params: { id: people.at(-1)?.id ?? '' } });
};

/**
 * What a community does in a minute: follows, blocks, posts, shares, threads and reactions, some of each taken back, accounts suspended, one of
 * them for a while. Gives who they are.
 */
export const communityActivity = async (size: number): Promise<readonly Person[]> => {
  const people: Person[] = [];
  for (let n = 0; n < size; n += 1) people.push(await eventually(somebody, { timeoutMs: 30_000 }));
  await relate(people);
  const [first] = people as [Person];
  const posts = await Promise.all(
    people
      .slice(0, 4)
      .map(({ api }) => api.createPost({ body: aPost({ content: `Hello @${first.username} #shuffled` }) })),
  );
  for (const { id } of posts) {
    await Promise.all([reactToPost(people, id), discuss(people, id)]);
    const shares = await Promise.all(
      people.slice(1).map(({ api }) => soon(() => api.sharePost({ params: { id }, body: { comment: 'Look' } }))),
    );
    await people[1]?.api.deletePost({ params: { id: shares[0]?.id ?? '' } });
  }
  await giveStatus(people.slice(-2), 'suspended');
  await first.api.deletePost({ params: { id: posts[0]?.id ?? '' } });
  const { items } = await soon(() => first.api.listNotifications());
  const [newest] = items;
  if (newest !== undefined) await first.api.markNotificationsRead({ body: { upTo: newest.id } });
  await giveStatus(people.slice(-1), 'active');
  return people;
};
