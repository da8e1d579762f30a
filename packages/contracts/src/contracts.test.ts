import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { contract } from './contract.ts';
import { errorsOf } from './common-errors.ts';
import { errors } from './errors.ts';
import type { Operation } from './kit/operation.ts';
import { examplesIn, looseObjects } from './schema-walk.ts';

const verbs = [
  'accept ban begin block confirm create delete finish follow get lift link list lock mark mute react read refresh register remove request search',
  'share silence suggest summarize suspend unblock unfollow unlink unlock unmute unsilence unsubscribe update',
].flatMap((line) => line.split(' '));

const operations = Object.values(contract).flatMap((service) =>
  Object.entries<Operation>(service).map(([name, operation]) => ({ name, operation })),
);
const all: readonly Operation[] = operations.map(({ operation }) => operation);
const catalogue = Object.values(errors);
const each = test.each(all.map((operation) => [operation.id, operation] as const));

const schemasOf = ({ params, query, body, replies }: Operation): z.ZodType[] =>
  [params, query, body, ...Object.values(replies)].filter((schema) => schema !== undefined && schema !== null);

const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

test('ids are unique, and so are methods with their paths', () => {
  expect(repeated(all.map(({ id }) => id))).toEqual([]);
  expect(repeated(all.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`))).toEqual([]);
});

test('an operation stands under its own id, and none shadows what the client has besides', () => {
  expect(operations.filter(({ name, operation }) => name !== operation.id)).toEqual([]);
  expect(all.filter(({ id }) => id === 'as' || id === 'raw')).toEqual([]);
});

each('%s is camelCase, begins with a verb and says what it does', (id, { summary }) => {
  expect(id).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
  expect(verbs).toContain(/^[a-z]+/.exec(id)?.[0]);
  expect(summary).toMatch(/^\S.{2,80}[^.\s]$/);
});

each('%s has a versioned path that fits its access', (_, { path, access }) => {
  expect(path).toMatch(/^\/(v1|internal|\.well-known)(\/([a-z][a-z.-]*|\{\w+\}))+$/);
  expect(path.startsWith('/internal/')).toBe(access === 'internal');
  expect(['anyone', 'user', 'internal']).toContain(access);
});

each('%s takes exactly the parameters of its path', (_, { path, params }) => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  expect(inPath).toEqual(Object.keys(params?.shape ?? {}));
});

each('%s refuses unknown fields, and answers none', (_, operation) => {
  expect(schemasOf(operation).flatMap(looseObjects)).toEqual([]);
});

each('%s has examples that its schemas accept', (_, operation) => {
  for (const { schema, example } of schemasOf(operation).flatMap(examplesIn)) {
    expect([example, schema.safeParse(example).error?.issues]).toEqual([example, undefined]);
  }
});

each('%s lists errors of the catalogue, once, and not those that every operation has', (_, operation) => {
  expect(operation.errors.filter((spec) => !catalogue.includes(spec as (typeof catalogue)[number]))).toEqual([]);
  expect(repeated(operation.errors.map(({ code }) => code))).toEqual([]);
  expect(errorsOf(operation)).toContain(errors.internal);
});

each('%s: reading takes no body, writing answers as its method promises', (_, { method, body, replies }) => {
  const statuses = Object.keys(replies).map(Number);
  expect(statuses.length).toBeGreaterThan(0);
  expect(statuses.every((status) => (status >= 200 && status < 300) || status === 302)).toBe(true);
  if (method === 'GET' || method === 'DELETE') expect(body).toBeUndefined();
  if (method === 'PATCH') expect(body).toBeDefined();
  for (const [status, reply] of Object.entries(replies))
    expect(reply === null).toBe(status === '204' || status === '302');
});

each('%s: a list takes limit and cursor and answers items and nextCursor, nothing else does', (_, operation) => {
  const { paged, query, replies } = operation;
  const reply = replies[200];
  const answers = reply instanceof z.ZodObject ? Object.keys(reply.shape) : [];
  expect(Object.keys(query?.shape ?? {}).includes('cursor')).toBe(paged === true);
  expect(answers.includes('nextCursor')).toBe(paged === true);
  if (paged !== true) return;
  expect(Object.keys(query?.shape ?? {})).toEqual(expect.arrayContaining(['limit', 'cursor']));
  expect(answers).toContain('items');
  expect(operation.errors).toContain(errors.cursorInvalid);
});

each('%s: only what an account makes takes an Idempotency-Key', (_, { keyed, access, method, replies }) => {
  if (keyed === true) expect([access, method, 201 in replies]).toEqual(['user', 'POST', true]);
  if (access === 'user' && method === 'POST' && 201 in replies) expect(keyed).toBe(true);
});

each('%s: one thing has an ETag, a list has none', (_, { etag, paged, access }) => {
  if (etag === true) expect([paged, access === 'internal']).toEqual([undefined, false]);
});

each('%s: writes give receipts, reads wait for them', (_, { receipt, waits, method }) => {
  if (receipt === true) expect(method).not.toBe('GET');
  if (waits === true) expect(method).toBe('GET');
});

each(
  '%s: only what may be a guess of a secret, or mails whom somebody types, is guarded',
  (_, { id, guarded, access, method }) => {
    if (guarded === true) expect(method).toBe(id === 'requestEmailChange' ? 'PUT' : 'POST');
    if (access === 'anyone' && method !== 'GET') expect(guarded).toBe(true);
  },
);

each(
  '%s: only where browsers navigate to there is a redirect and a cookie',
  (_, { cookie, access, method, replies }) => {
    expect(302 in replies).toBe(cookie !== undefined);
    if (cookie !== undefined) expect([access, method]).toEqual(['anyone', 'GET']);
  },
);

each('%s: a permission is asked of accounts', (_, { permission, access }) => {
  if (permission !== undefined) expect(access).toBe('user');
});
