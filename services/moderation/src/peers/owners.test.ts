import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import '@concord/testkit';
import { authService } from './auth-service.ts';
import { owners } from './owners.ts';

/** What the services answer, by method and path; whatever else is asked for is not found. */
let answers: Readonly<Record<string, object>>;
let asked: string[];
let server: Server;
let url: string;

const problem = { type: 'about:blank', title: 'There is no such thing', status: 404, code: 'not_found' };

beforeAll(async () => {
  server = createServer((request, response) => {
    const question = `${request.method} ${request.url}`;
    asked.push(question);
    const answer = answers[question];
    if (request.method === 'DELETE') return void response.writeHead(204).end();
    const [status, type] = answer === undefined ? [404, 'application/problem+json'] : [200, 'application/json'];
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(answer ?? problem));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => {
  answers = {};
  asked = [];
});

const secret = 'a secret between services';
const away = 'http://127.0.0.1:1';
const all = () => owners({ user: `${url}/user`, post: `${url}/post`, comment: `${url}/comment` }, secret);
const at = '2026-05-10T12:30:00.000Z';

test('each kind is read from its owner, and becomes what a case shows', async () => {
  const post = { content: 'Hello', audience: 'friends', tags: ['a'], location: null, createdAt: at, updatedAt: at };
  const comment = { postId: '10', parentId: null, content: 'Hello', createdAt: at, updatedAt: at };
  const empty = { bio: null, avatarUrl: null, coverUrl: null, location: null, website: null };
  const profile = { username: 'ada', displayName: 'Ada', ...empty };
  answers = {
    'GET /post/internal/posts/1/content': post,
    'GET /comment/internal/comments/2/content': comment,
    'GET /user/internal/profiles/3/content': profile,
  };
  const times = { createdAt: new Date(at), updatedAt: new Date(at) };
  expect(await all().content({ type: 'post', id: 1 })).toEqual({ type: 'post', ...post, ...times });
  expect(await all().content({ type: 'comment', id: 2 })).toEqual({
    type: 'comment',
    ...comment,
    ...times,
    postId: 10,
  });
  expect(await all().content({ type: 'profile', id: 3 })).toEqual({ type: 'profile', ...profile });
  expect(await all().content({ type: 'post', id: 4 })).toBeNull();
});

test('each kind is removed by its owner', async () => {
  for (const [index, type] of (['post', 'comment', 'profile'] as const).entries())
    await all().remove({ type, id: index + 1 });
  expect(asked).toEqual([
    'DELETE /post/internal/posts/1',
    'DELETE /comment/internal/comments/2',
    'DELETE /user/internal/profiles/3/content',
  ]);
});

test('an owner that does not answer is unavailable, and no other is so with it', async () => {
  const some = owners({ user: `${url}/user`, post: away, comment: `${url}/comment` }, secret);
  for (let time = 0; time < 6; time += 1) {
    await expect(some.content({ type: 'post', id: 1 })).toFail(errors.unavailable);
    await expect(some.remove({ type: 'post', id: 1 })).toFail(errors.unavailable);
  }
  expect(await some.content({ type: 'comment', id: 1 })).toBeNull();
});

test('roles are those that auth knows; who is no account has none', async () => {
  const account = { id: '5', username: 'ada', displayName: 'Ada', status: 'active', version: 1 };
  answers = { 'GET /internal/users/5': { ...account, roles: ['user', 'admin'] } };
  expect(await authService(url, secret).roles(5)).toEqual(['user', 'admin']);
  expect(await authService(url, secret).roles(6)).toEqual([]);
  await expect(authService(away, secret).roles(5)).toFail(errors.unavailable);
});
