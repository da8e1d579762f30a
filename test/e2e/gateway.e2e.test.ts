import { expect, test } from '@jest/globals';
import { contract, errors } from '@concord/contracts';
import { anyone, somebody, stack } from './platform.ts';

const get = (path: string, { method = 'GET' } = {}) =>
  fetch(`${stack.issuer}${path}`, { method, headers: { 'concord-operator': stack.operatorToken } });

test('failures are problems with a code, the same from the gateway and a service', async () => {
  for (const path of ['/v1/nothing', '/v1/posts/1', '/internal/users/1', '/v1/posts/%2e%2e']) {
    const answer = await get(path);
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, 'application/problem+json']);
    expect(await answer.json()).toMatchObject({ code: 'not_found', status: 404, type: '/docs/errors#not_found' });
  }
});

test('a method that a path does not know is 405 with Allow', async () => {
  const answer = await get('/v1/posts/1', { method: 'PUT' });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')?.split(', ').sort()).toEqual(['DELETE', 'GET', 'PATCH']);
});

test('what a body must not have is pointed at, and nothing is stored', async () => {
  const { api, id } = await somebody();
  const { status, body } = await api.raw(contract.post.createPost, {
    body: { content: 'x', audience: 'all', role: 'admin' },
  });
  expect([status, body]).toMatchObject([
    400,
    { code: 'invalid', errors: [{ pointer: '/body/audience' }, { pointer: '/body/role' }] },
  ]);
  expect((await api.listPosts({ params: { id } })).items).toEqual([]);
});

test.each([
  ['{"content": "x", "__proto__": {"a": 1}}', 400],
  ['{"content": ', 400],
  ['[]', 400],
  [`{"content": "${'x'.repeat(70_000)}"}`, 413],
  [`${'['.repeat(200)}${']'.repeat(200)}`, 400],
  ['{"content": "lone \\ud800 surrogate"}', 400],
  ['{"content": "nul \\u0000"}', 400],
])('the body %.40s is refused with %i', async (text, status) => {
  const { api } = await somebody();
  expect((await api.raw(contract.post.createPost, { text })).status).toBe(status);
});

test('a repeated query parameter is refused', async () => {
  expect((await get('/v1/search?q=a&q=b')).status).toBe(400);
});

test('without the operator’s credential guessing is slowed down', async () => {
  const login = (index: number) =>
    fetch(`${stack.issuer}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: `nobody_${index}`, password: 'wrong wrong' }),
    });
  const answers = await Promise.all(Array.from({ length: 25 }, (_, index) => login(index)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(5);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused[0]?.headers.get('ratelimit')).toMatch(/^"guarded";r=0;t=\d+$/);
});

test('a forged cursor is refused', async () => {
  const { api } = await somebody();
  await expect(api.getFeed({ query: { cursor: 'AAAA' } })).toFail(errors.cursorInvalid);
  await expect(anyone.search({ query: { q: 'x', cursor: 'AAAA' } })).toFail(errors.cursorInvalid);
});

test('the contract and its reference page are served by us alone', async () => {
  const document = (await (await get('/openapi.json')).json()) as { openapi: string; paths: Record<string, unknown> };
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(Object.keys(document.paths)).toContain('/v1/posts');
  expect(JSON.stringify(document)).not.toContain('/internal/');
  const page = await get('/docs');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(await page.text()).not.toMatch(/https?:\/\//);
  expect((await get('/docs/scalar.js')).status).toBe(200);
});

test('health and metrics are not on the public port', async () => {
  for (const path of ['/metrics', '/livez', '/readyz']) expect((await get(path)).status).toBe(404);
  expect((await fetch(`${stack.internal}/readyz`)).status).toBe(200);
  expect((await fetch(`${stack.internal}/v1/me`)).status).toBe(401);
});
