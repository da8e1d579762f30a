import { expect, test } from '@jest/globals';
import { contract, errors, problemType, type ErrorSpec, type Operation } from '@concord/contracts';
import { checkReply } from './check-reply.ts';

const reply = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  body,
  headers: new Headers({ 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers }),
});

const problem = ({ code, status, title }: ErrorSpec, headers: Record<string, string> = {}) =>
  reply(status, { type: problemType(code), title, status, code }, headers);

const tagged = { etag: '"3"' };

const { post, auth } = contract;
const card = { id: '1', username: 'ada', displayName: 'Ada', avatarUrl: null };
const aPost = {
  ...{ id: '2', author: card, content: 'x', audience: 'public', tags: [], mentions: [], media: [], location: null },
  ...{ likeCount: 0, commentCount: 0, shareCount: 0, reactions: null, shared: null },
  ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
};

test.each<[string, Operation, ReturnType<typeof reply>]>([
  ['a reply of the contract', post.getPost, reply(200, aPost, tagged)],
  ['what one has already', post.getPost, reply(304, undefined, tagged)],
  ['an empty reply', post.deletePost, reply(204, undefined)],
  ['a receipt', post.deletePost, reply(204, undefined, { 'concord-version': 'post.posts:2:3' })],
  ['a creation with its place', post.createPost, reply(201, aPost, { location: '/v1/posts/2', ...tagged })],
  ['the last page', post.getFeed, reply(200, { items: [aPost], nextCursor: null })],
  ['a page with a link', post.getFeed, reply(200, { items: [], nextCursor: 'c' }, { link: '</v1/feed>; rel="next"' })],
  ['a listed error', post.getPost, problem(errors.notFound)],
  ['a common error', post.getPost, problem(errors.rateLimited, { 'retry-after': '1' })],
])('accepts %s', (_, operation, answer) => {
  expect(() => checkReply(operation, answer)).not.toThrow();
});

test.each<[string, RegExp, Operation, ReturnType<typeof reply>]>([
  ['an unknown field', /colour/, post.getPost, reply(200, { ...aPost, colour: 'red' })],
  ['a missing field', /content/, post.getPost, reply(200, { ...aPost, content: undefined })],
  ['a number for an id', /expected string/, post.getPost, reply(200, { ...aPost, id: 2 })],
  ['another status', /not a problem/, post.getPost, reply(202, aPost, { 'content-type': 'application/json' })],
  ['a body where none is', /empty/, post.deletePost, reply(204, {})],
  ['a creation without its place', /Location/, post.createPost, reply(201, aPost, tagged)],
  ['a broken receipt', /receipt/, post.deletePost, reply(204, undefined, { 'concord-version': 'post.posts' })],
  ['a receipt of a read', /receipt/, post.getFeed, reply(200, {}, { 'concord-version': 'post.posts:2:3' })],
  ['what has a tag without it', /ETag/, post.getPost, reply(200, aPost)],
  ['a weak tag', /ETag/, post.getPost, reply(200, aPost, { etag: 'W/"3"' })],
  ['304 without a tag', /ETag/, post.getPost, reply(304, undefined)],
  ['304 with a body', /empty/, post.getPost, reply(304, aPost, tagged)],
  ['304 of what has no tag', /not a problem/, post.getFeed, reply(304, undefined, tagged)],
  ['a page without its link', /Link/, post.getFeed, reply(200, { items: [], nextCursor: 'c' })],
  ['an error that is not listed', /does not list/, post.getPost, problem(errors.usernameTaken)],
  ['an error with another status', /has the status 404/, post.getPost, { ...problem(errors.notFound), status: 403 }],
  ['an error that is no problem', /not a problem/, post.getPost, reply(404, 'no', { 'content-type': 'text/plain' })],
  ['401 without a challenge', /WWW-Authenticate/, auth.listSessions, problem(errors.unauthenticated)],
  ['429 without a time', /Retry-After/, post.getPost, problem(errors.rateLimited)],
])('refuses %s', (_, reason, operation, answer) => {
  expect(() => checkReply(operation, answer)).toThrow(reason);
});
