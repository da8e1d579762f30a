import { expect, test } from '@jest/globals';
import { type Api, ApiError } from '@concord/client';
import type { Community } from './community/community.ts';
import { importCommunity, type ImportProgress } from './import.ts';

const person = (username: string, profileVisibility: 'public' | 'followers' = 'public') =>
  ({
    username,
    displayName: username,
    email: `${username}@example.invalid`,
    bio: `I am ${username}`,
    profileVisibility,
  }) as const;

const sample: Community = {
  people: [person('ada'), person('bob'), person('cyd', 'followers')],
  posts: ['ada', 'bob', 'ada', 'cyd'].map((author, at) => ({
    id: `p${at}`,
    author,
    content: `post ${at}`,
    createdAt: new Date(at),
    tags: ['tea'],
    audience: 'public',
  })),
  comments: [
    { id: 'c1', answers: 'p0', author: 'bob', content: 'comment 1', createdAt: new Date(10) },
    { id: 'c2', answers: 'c1', author: 'ada', content: 'comment 2', createdAt: new Date(11) },
    { id: 'c3', answers: 'p1', author: 'cyd', content: 'comment 3', createdAt: new Date(12) },
  ],
  follows: [
    ['ada', 'bob'],
    ['bob', 'cyd'],
  ],
  friendships: [['ada', 'bob']],
};

const failure = (operation: string, status: number, code: string): ApiError =>
  new ApiError(operation, status, new Headers(), { code, title: code, status, type: 'about:blank' });

interface Account {
  readonly password: string;
  website: string | null;
}

/** The part of the platform that an import meets, in memory; `failAfter` posts it goes away for good. */
function platform() {
  const accounts = new Map<string, Account>();
  const state = {
    posts: [] as { id: string; author: string; content: string }[],
    comments: [] as { id: string; author: string; content: string; postId: string; parentId: string | undefined }[],
    relations: new Set<string>(),
    calls: 0,
    failAfter: Infinity,
    requested: true,
  };
  const as = (self: string): unknown => ({
    createAccount: async ({ body }: { body: { username: string; password: string } }) => {
      if (accounts.has(body.username)) throw failure('createAccount', 409, 'username_taken');
      accounts.set(body.username, { password: body.password, website: null });
    },
    createSession: async ({ body: { login, password } }: { body: { login: string; password: string } }) => {
      if (accounts.get(login)?.password !== password) throw failure('createSession', 401, 'credentials_wrong');
      return { accessToken: login, accountId: login };
    },
    getProfileByUsername: async ({ params: { username } }: { params: { username: string } }) => {
      state.calls += 1;
      const account = accounts.get(username);
      if (!account) throw failure('getProfileByUsername', 404, 'not_found');
      return { page: { website: account.website } };
    },
    follow: async ({ params: { id } }: { params: { id: string } }) => {
      if (id === 'cyd') return { state: 'requested' };
      state.relations.add(`${self} follows ${id}`);
      return { state: 'following' };
    },
    acceptFollower: async ({ params: { id } }: { params: { id: string } }) =>
      state.relations.add(`${id} follows ${self}`),
    requestFriend: async () => ({ state: 'requested' }),
    acceptFriend: async ({ params: { id } }: { params: { id: string } }) =>
      state.relations.add(`${id} befriends ${self}`),
    listPosts: async ({ params: { id } }: { params: { id: string } }) => ({
      items: state.posts.filter((post) => post.author === id),
      nextCursor: null,
    }),
    createPost: async ({ body }: { body: { content: string } }) => {
      if (state.posts.length >= state.failAfter) throw failure('createPost', 500, 'internal');
      const id = `post of ${body.content}`;
      state.posts.push({ id, author: self, content: body.content });
      return { id };
    },
    listProfileComments: async ({ params: { id } }: { params: { id: string } }) => ({
      items: state.comments.filter((comment) => comment.author === id),
      nextCursor: null,
    }),
    createComment: async ({
      params,
      body,
    }: {
      params: { id: string };
      body: { content: string; parentId?: string };
    }) => {
      const { content, parentId } = body;
      const id = `id of ${content}`;
      state.comments.push({ id, author: self, content, postId: params.id, parentId });
      return { id };
    },
    updateMe: async ({ body }: { body: { website?: string } }) => {
      const account = accounts.get(self);
      if (account && body.website) account.website = body.website;
    },
    updateMyPrivacy: async ({ body }: { body: { profile: string } }) =>
      state.relations.add(`${self} is for ${body.profile}`),
    as,
  });
  return { api: as('nobody') as Api, accounts, state };
}

const options = { password: 'shown to the reader', secret: 'known to nobody' };

test('brings in people, relations, posts and profiles, and says how far it is', async () => {
  const { api, accounts, state } = platform();
  const seen: ImportProgress[] = [];
  const imported = await importCommunity(api, sample, options, (progress) => seen.push(progress));
  expect(imported).toEqual({ isNew: true, sampleLogins: ['ada', 'bob'] });
  expect(state.posts.map((post) => post.content).sort()).toEqual(['post 0', 'post 1', 'post 2', 'post 3']);
  expect([...state.relations].sort()).toEqual([
    'ada befriends bob',
    'ada follows bob',
    'bob follows cyd',
    'cyd is for followers',
  ]);
  expect(seen.map(({ done }) => done)).toEqual(Array.from({ length: 16 }, (_, at) => at + 1));
  expect(new Set(seen.map(({ total }) => total))).toEqual(new Set([16]));
  expect(state.comments.map(({ content, postId, parentId }) => [content, postId, parentId]).toSorted()).toEqual([
    ['comment 1', 'post of post 0', undefined],
    ['comment 2', 'post of post 0', 'id of comment 1'],
    ['comment 3', 'post of post 1', undefined],
  ]);
  expect([...accounts].map(([username, { password }]) => [username, password === options.password])).toEqual([
    ['ada', true],
    ['bob', true],
    ['cyd', false],
  ]);
});

test('a second run is one request', async () => {
  const { api, state } = platform();
  await importCommunity(api, sample, options);
  const before = state.calls;
  expect((await importCommunity(api, sample, options)).isNew).toBe(false);
  expect([state.calls - before, state.posts.length, state.comments.length]).toEqual([1, 4, 3]);
});

test('an interrupted import goes on where it ended', async () => {
  const { api, state } = platform();
  state.failAfter = 2;
  await expect(importCommunity(api, sample, options)).rejects.toThrow('internal');
  state.failAfter = Infinity;
  await importCommunity(api, sample, options);
  expect(state.posts.map((post) => post.content).sort()).toEqual(['post 0', 'post 1', 'post 2', 'post 3']);
});

test('an aborted import stops', async () => {
  const { api, state } = platform();
  const abort = new AbortController();
  const stopped = importCommunity(api, sample, { ...options, signal: abort.signal }, () => abort.abort());
  await expect(stopped).rejects.toThrow('aborted');
  expect(state.posts).toEqual([]);
});

test('a larger community is added to a smaller one', async () => {
  const { api, state } = platform();
  const people = sample.people.slice(0, 2);
  const posts = sample.posts.slice(0, 2);
  const comments = sample.comments.slice(0, 2);
  await importCommunity(api, { people, posts, comments, follows: [], friendships: [] }, options);
  await importCommunity(api, sample, options);
  expect(state.posts.map((post) => post.content).sort()).toEqual(['post 0', 'post 1', 'post 2', 'post 3']);
  expect(state.comments.map(({ content }) => content).sort()).toEqual(['comment 1', 'comment 2', 'comment 3']);
});
