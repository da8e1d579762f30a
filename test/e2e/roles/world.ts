import { randomBytes } from 'node:crypto';
import { aPost, eventually, type Person } from '@concord/testkit';
import { openDatabase } from '@concord/platform';
import { contract } from '@concord/contracts';
import { setting, somebody, untilCaughtUp } from '../platform.ts';
import { somebodyAs } from '../staff.ts';
import type { Caller, People } from './callers.ts';

/** What the calls are about: people in every role, and things of `user`'s. */
export interface World extends People {
  /** A public post of `user`'s with a public comment of theirs. */
  readonly post: string;
  readonly comment: string;
  /** A post that nobody but `user` may see. */
  readonly secret: string;
  /** The person who calls; `user` where nobody does. */
  caller(caller: Caller): Person;
  /** Another post, or comment, of `user`'s, for one call only. */
  freshPost(): Promise<string>;
  freshComment(): Promise<string>;
  /** A report by `other` about another post of `user`'s, and its case. */
  freshReport(): Promise<{ id: string; postId: string }>;
  freshCase(): Promise<string>;
  /** An export of `user`'s that is ready. */
  exported(): Promise<string>;
  /** Lets everybody's proof of who they are grow old. */
  age(): Promise<void>;
  /** Somebody else, to whom something may be done. */
  freshPerson(role?: 'moderator'): Promise<Person>;
}

export const makeWorld = async (): Promise<World> => {
  const [user, other, blocked, suspended, moderator, admin] = await Promise.all([
    ...[somebody(), somebody(), somebody(), somebody()],
    ...[somebodyAs('moderator'), somebodyAs('admin')],
  ] as const);
  const people = { user, other, blocked, suspended, moderator, admin };
  await user.api.block({ params: { id: blocked.id } });
  const newPost = async (own: Parameters<typeof aPost>[0] = {}) => (await user.api.createPost({ body: aPost(own) })).id;
  const newComment = async (post: string) =>
    (await user.api.createComment({ params: { id: post }, body: { content: randomBytes(6).toString('hex') } })).id;
  const [post, secret] = [await newPost(), await newPost({ audience: 'private' })];
  const comment = await newComment(post);
  await admin.api.suspendAccount({ params: { id: suspended.id }, body: { reason: 'For a test' } });
  await eventually(async () => (await suspended.api.raw(contract.user.getMe)).status === 401, { timeoutMs: 10_000 });
  await untilCaughtUp();
  const freshReport = async () => {
    const postId = await newPost();
    const subject = { type: 'post', id: postId } as const;
    return { id: (await other.api.createReport({ body: { subject, reason: 'spam' } })).id, postId };
  };
  const freshCase = async () => {
    const { postId } = await freshReport();
    const { items } = await moderator.api.listCases({ query: { sort: 'newest' } });
    return items.find(({ subject }) => subject.id === postId)?.id ?? 'none';
  };
  const exported = async () => {
    ready ??= (await user.api.requestExport()).id;
    const params = { id: ready };
    await eventually(async () => (await user.api.getExport({ params })).state === 'ready', { timeoutMs: 20_000 });
    return ready;
  };
  let ready: string | undefined;
  const age = async () => {
    const db = openDatabase(setting('CONCORD_AUTH_DATABASE_URL'), { poolSize: 1 });
    await db('sessions').update({ authenticated_at: new Date(Date.now() - 600_000) });
    await db.destroy();
  };
  return {
    ...people,
    ...{ freshReport, freshCase, exported, age },
    ...{ post, comment, secret },
    caller: (caller) => people[caller === 'anonymous' ? 'user' : caller],
    freshPost: () => newPost(),
    freshComment: () => newComment(post),
    freshPerson: (role) => (role === undefined ? somebody() : somebodyAs(role)),
  };
};
