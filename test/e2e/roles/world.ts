import { randomBytes } from 'node:crypto';
import { aPost, eventually, type Person } from '@concord/testkit';
import { openDatabase, type Db } from '@concord/platform';
import { contract } from '@concord/contracts';
import { anyone, setting, somebody, untilCaughtUp } from '../platform.ts';
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
  /** Somebody else, to whom something may be done. */
  /** A report by `other` about another post of `user`'s, and its case. */
  freshReport(): Promise<{ id: string; postId: string }>;
  freshCase(): Promise<string>;
  /** An export of `user`'s that is ready. */
  exported(): Promise<string>;
  /** Lets everybody's proof of who they are grow old. */
  age(): Promise<void>;
  freshPerson(role?: 'moderator'): Promise<Person>;
}

/** In auth's database, for what time and the first admin do. */
const inAuth = async (work: (db: Db) => Promise<void>): Promise<void> => {
  const db = openDatabase(setting('CONCORD_AUTH_DATABASE_URL'));
  await work(db);
  await db.destroy();
};

/** Gives roles as nobody can by the API: the first of its kind. The next login brings them. */
const withRole = async (role: 'moderator' | 'admin'): Promise<Person> => {
  const one = await somebody();
  await inAuth(async (db) => {
    const roles = JSON.stringify(['user', role]);
    await db('users')
      .where({ id: one.id })
      .update({ roles, version: db.raw('version + 1') });
  });
  const tokens = await anyone.createSession({ body: { login: one.username, password: one.password } });
  return { ...one, tokens, api: anyone.as(tokens.accessToken) };
};

export const makeWorld = async (): Promise<World> => {
  const [user, other, blocked, suspended, moderator, admin] = await Promise.all([
    ...[somebody(), somebody(), somebody(), somebody()],
    ...[withRole('moderator'), withRole('admin')],
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
  const age = () =>
    inAuth(async (db) => {
      await db('sessions').update({ authenticated_at: new Date(Date.now() - 600_000) });
    });
  return {
    ...people,
    ...{ freshReport, freshCase, exported, age },
    ...{ post, comment, secret },
    caller: (caller) => people[caller === 'anonymous' ? 'user' : caller],
    freshPost: () => newPost(),
    freshComment: () => newComment(post),
    freshPerson: (role) => (role === undefined ? somebody() : withRole(role)),
  };
};
