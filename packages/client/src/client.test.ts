import { expect, test } from '@jest/globals';
import { contract } from '@concord/contracts';
import { ApiError, createClient, createInternalClient, NoAnswerError, pages, type ClientOptions } from './index.ts';
import { withOwnWrites } from './own-writes.ts';

interface Seen {
  url: string;
  method: string | undefined;
  headers: Headers;
  body: unknown;
}

/** A client whose requests are answered by `answer` and kept in `seen`. */
const client = (answer: (seen: Seen) => Response, options: Partial<ClientOptions> = {}) => {
  const seen: Seen[] = [];
  const fetch = (url: string, init: RequestInit) => {
    const one = { url, method: init.method, headers: new Headers(init.headers), body: init.body };
    seen.push(one);
    return Promise.resolve(answer(one));
  };
  return { api: createClient({ baseUrl: 'http://concord.test/', fetch, ...options }), fetch, seen };
};

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: `/docs/errors#${code}`, title: 'No', status, code, detail: 'because' }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });

test('an operation is a method that fills in the path, the query and the body', async () => {
  const { api, seen } = client(() => json(200, {}), { token: 't1', operatorToken: 'op' });
  await api.listPosts({ params: { id: '7/8' }, query: { limit: '5', cursor: 'a b' } });
  await api.updatePost({ params: { id: '7' }, body: { content: 'hello' } });
  expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['GET', 'http://concord.test/v1/profiles/7%2F8/posts?limit=5&cursor=a+b', undefined],
    ['PATCH', 'http://concord.test/v1/posts/7', '{"content":"hello"}'],
  ]);
  expect(seen[1]?.headers.get('authorization')).toBe('Bearer t1');
  expect(seen[1]?.headers.get('concord-operator')).toBe('op');
  expect(seen[1]?.headers.get('content-type')).toBe('application/json');
  expect(seen[0]?.headers.has('content-type')).toBe(false);
});

test('an empty answer resolves to undefined', async () => {
  const { api } = client(() => new Response(null, { status: 204 }));
  await expect(api.deletePost({ params: { id: '7' } })).resolves.toBeUndefined();
});

test('a failure is an ApiError with its permanent code', async () => {
  const { api } = client(() => problem(429, 'rate_limited', { 'retry-after': '3' }));
  const error = await api.getMe().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 429,
    code: 'rate_limited',
    detail: 'because',
    retryAfter: 3,
    operation: 'getMe',
  });
});

test('an answer that is not ours has the code unknown', async () => {
  const { api } = client(() => new Response('<html>', { status: 502 }));
  await expect(api.getMe()).rejects.toMatchObject({ status: 502, code: 'unknown', problem: null });
});

test('a success that the contract does not know is a failure', async () => {
  const { api } = client(() => json(201, {}));
  await expect(api.getMe()).rejects.toMatchObject({ status: 201, code: 'unknown' });
});

test('no answer is a NoAnswerError that names the server', async () => {
  const { api } = client(() => {
    throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
  });
  const error = await api.getMe().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NoAnswerError);
  expect(error).toMatchObject({ message: 'getMe: no answer from http://concord.test: connect ECONNREFUSED' });
});

test('a request that takes too long is given up', async () => {
  const fetch = (_: string, init: RequestInit) =>
    new Promise<Response>((_resolve, reject) =>
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)),
    );
  const api = createClient({ baseUrl: 'http://concord.test', fetch, timeoutMs: 5 });
  await expect(api.getMe()).rejects.toBeInstanceOf(NoAnswerError);
});

test('a caller that aborts gets its own reason back', async () => {
  const { api } = client(() => {
    throw new TypeError('aborted');
  });
  await expect(api.getMe({}, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
});

test('as() is the same client for another session, or for nobody', async () => {
  const { api, seen } = client(() => json(200, {}), { token: 't1', operatorToken: 'op' });
  await api.as('t2').getMe();
  await api.as(null).getMe();
  expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer t2', null]);
  expect(seen.map(({ headers }) => headers.get('concord-operator'))).toEqual(['op', 'op']);
});

test('raw() gives every answer back and sends what the contract forbids', async () => {
  const { api, seen } = client(() => problem(400, 'malformed'));
  const reply = await api.raw(contract.post.createPost, { text: '{' });
  expect(reply).toMatchObject({ status: 400, body: { code: 'malformed' } });
  expect(seen[0]?.body).toBe('{');
});

test('what makes something is sent with a key, the same one when it is sent again for a new token', async () => {
  const { api, seen } = client(
    ({ url, headers }) => {
      if (url.endsWith('/refresh')) return json(200, { accessToken: 'new', refreshToken: 'r2' });
      return headers.get('authorization') === 'Bearer new' ? json(201, {}) : problem(401, 'unauthenticated');
    },
    { token: 'old', refreshToken: 'r1' },
  );
  await api.createPost({ body: { content: 'x' } });
  await api.createPost({ body: { content: 'x' } }, { idempotencyKey: 'mine' });
  await api.updatePost({ params: { id: '1' }, body: {} }).catch(() => null);
  const keys = seen.filter(({ url }) => !url.endsWith('/refresh')).map(({ headers }) => headers.get('idempotency-key'));
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys).toEqual([keys[0], keys[0], 'mine', null]);
});

test('no answer to what makes something tells the key to send it again with', async () => {
  const { api } = client(() => {
    throw new TypeError('fetch failed');
  });
  await expect(api.createPost({ body: { content: 'x' } }, { idempotencyKey: 'mine' })).rejects.toMatchObject({
    idempotencyKey: 'mine',
  });
  await expect(api.getMe()).rejects.toMatchObject({ idempotencyKey: null });
});

test('an ETag is sent as what is meant or as what one has', async () => {
  const { api, seen } = client(({ method }) =>
    method === 'GET' ? new Response(null, { status: 304, headers: { etag: '"3"' } }) : json(200, {}),
  );
  await api.updatePost({ params: { id: '7' }, body: {} }, { ifMatch: '"3"' });
  const reply = await api.raw(contract.post.getPost, { params: { id: '7' } }, { ifNoneMatch: '"3"' });
  expect([reply.status, reply.headers.get('etag'), reply.body]).toEqual([304, '"3"', undefined]);
  expect(seen.map(({ headers }) => [headers.get('if-match'), headers.get('if-none-match')])).toEqual([
    ['"3"', null],
    [null, '"3"'],
  ]);
});

const writing = (options: Partial<ClientOptions> = {}) => {
  let version = 0;
  const made = client(({ method }) => {
    version += 1;
    return method === 'GET' ? json(200, {}) : json(200, {}, { 'concord-version': `user.relations:1:2:${version}` });
  }, options);
  const follow = (api = made.api) => api.follow({ params: { id: '2' } });
  const waits = () =>
    made.seen.filter(({ method }) => method === 'GET').map(({ headers }) => headers.get('concord-wait'));
  return { ...made, follow, waits };
};

test('a read that can wait for what this client wrote is told to, and no other', async () => {
  const { api, follow, waits } = writing();
  await api.getFeed();
  await follow();
  await api.getFeed();
  await api.getMe();
  for (let more = 0; more < 6; more += 1) await follow();
  await api.getFeed();
  expect(waits()).toEqual([
    null,
    'user.relations:1:2:2',
    null,
    [5, 6, 7, 8, 9, 10]
      .slice(1)
      .map((version) => `user.relations:1:2:${version}`)
      .join(', '),
  ]);
});

test('another session does not wait for what this one wrote, nor does who does not want to', async () => {
  const { api, follow, waits } = writing();
  await follow();
  await api.as('t2').getFeed();
  const other = writing({ readYourWrites: false });
  await other.follow();
  await other.api.getFeed();
  expect([...waits(), ...other.waits()]).toEqual([null, null]);
});

test('what was written long ago is not waited for', async () => {
  let now = 0;
  const seen: (string | undefined)[] = [];
  const send = withOwnWrites(
    (_service, _operation, _input, { headers }) => {
      seen.push(headers?.['concord-wait']);
      return Promise.resolve({ status: 200, headers: new Headers({ 'concord-version': 'a.b:1:1' }), body: {} });
    },
    () => now,
  );
  await send('user', contract.user.follow, {}, {});
  now = 10_001;
  await send('post', contract.post.getFeed, {}, {});
  expect(seen).toEqual([undefined, undefined]);
});

test('pages() reads a list to its end', async () => {
  const { api } = client(({ url }) =>
    url.includes('cursor=2')
      ? json(200, { items: [3], nextCursor: null })
      : json(200, { items: [1, 2], nextCursor: '2' }),
  );
  const items: unknown[] = [];
  for await (const page of pages(api.listPosts, { params: { id: '7' }, query: { limit: '2' } }))
    items.push(...page.items);
  expect(items).toEqual([1, 2, 3]);
});

test('an expired access token is exchanged once for all requests that meet it', async () => {
  const kept: string[] = [];
  const { api, seen } = client(
    ({ url, headers }) => {
      if (url.endsWith('/refresh')) return json(200, { accessToken: 'new', refreshToken: 'r2' });
      return headers.get('authorization') === 'Bearer new' ? json(200, {}) : problem(401, 'unauthenticated');
    },
    { token: 'old', refreshToken: 'r1', onTokens: ({ refreshToken }) => kept.push(refreshToken) },
  );
  await Promise.all([api.getMe(), api.getMyPrivacy(), api.getFeed()]);
  expect(kept).toEqual(['r2']);
  expect(seen.filter(({ url }) => url.endsWith('/refresh'))).toHaveLength(1);
});

test('a refresh that is refused leaves the 401 as it was', async () => {
  const { api } = client(({ url }) => problem(401, url.endsWith('/refresh') ? 'refresh_invalid' : 'unauthenticated'), {
    token: 'old',
    refreshToken: 'r1',
  });
  await expect(api.getMe()).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('internal operations are not in the public client, and show the secret in the other', async () => {
  const { api, fetch, seen } = client(() => json(200, {}));
  expect('readUser' in api).toBe(false);
  const internal = createInternalClient({ baseUrl: (service) => `http://${service}.test`, secret: 's', fetch });
  expect('getMe' in internal).toBe(false);
  await internal.readRelation({ params: { viewer: '1', author: '2' } });
  expect(seen[0]).toMatchObject({ url: 'http://user.test/internal/relations/1/2' });
  expect(seen[0]?.headers.get('concord-internal')).toBe('s');
});

test('what the contract forbids does not compile', () => {
  const { api } = client(() => json(200, {}));
  const never = (): unknown[] => [
    // @ts-expect-error a parameter is missing
    api.getPost(),
    // @ts-expect-error an unknown field
    api.createPost({ body: { content: 'x', colour: 'red' } }),
    // @ts-expect-error an internal operation
    api.readUser,
    // @ts-expect-error takes nothing
    api.getMe({ query: {} }),
  ];
  expect(never).toBeInstanceOf(Function);
});
