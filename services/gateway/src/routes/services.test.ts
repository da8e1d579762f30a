import { contract, errors, receipt, state, type ServiceName } from '@concord/contracts';
import {
  created,
  found,
  handler,
  httpServer,
  logger,
  mount,
  observed,
  ok,
  problemExit,
  setLogLevel,
  startServices,
  type Service,
} from '@concord/platform';
import { freePort } from '@concord/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Koa from 'koa';
import type { GatewayState } from '../state.ts';
import { matching } from './match.ts';
import { toServices } from './services.ts';

const secret = 'a secret between services';
const { createPost, getPost, updatePost } = contract.post;
const { beginOauth, finishOauth } = contract.auth;

const post = (content: string) => ({
  ...{ id: 7, author: { id: 1, username: 'ada', displayName: 'Ada', avatarUrl: null }, content, audience: 'public' },
  ...{
    tags: [],
    mentions: [],
    media: [],
    location: null,
    likeCount: 0,
    commentCount: 0,
    shareCount: 0,
    reactions: null,
    shared: null,
  },
  ...{ createdAt: new Date(0), updatedAt: new Date(0) },
});
const about = { revision: 3, changed: [receipt(state.post.posts, 7, 4)] };

/** A service that tells which of the caller's headers reached it. */
const routes = mount(
  { createPost, getPost, updatePost },
  {
    createPost: handler(
      createPost,
      () =>
        ({ idempotency }) =>
          Promise.resolve(created(post(idempotency?.key ?? 'no key') as never, { location: '/v1/posts/7', ...about })),
    ),
    getPost: handler(getPost, () => () => Promise.resolve(ok(post('read') as never, { revision: 3 }))),
    updatePost: handler(updatePost, () => ({ ifMatch }) => {
      ifMatch(3);
      return Promise.resolve(ok(post('edited') as never, about));
    }),
  },
  {},
  { 'user.relations': () => Promise.resolve(1) },
);
const service: Service = { name: 'post', routes, parts: [] };

/** One that sends browsers on, and tells which cookie reached it. */
const navigation: Service = {
  name: 'auth',
  parts: [],
  routes: mount(
    { beginOauth, finishOauth },
    {
      beginOauth: handler(
        beginOauth,
        () =>
          ({ cookie, query }) =>
            Promise.resolve(
              found(`https://provider.example/?cookie=${cookie ?? 'none'}`, { 'set-cookie': query.intent }),
            ),
      ),
      finishOauth: handler(finishOauth, () => () => Promise.reject(errors.oauthStateInvalid())),
    },
    {},
  ),
};

describe.each(['in this process', 'in another process'])('a service %s', (where) => {
  const stops: (() => Promise<void>)[] = [];
  let base = '';
  beforeAll(async () => {
    const [internalPort, port] = [await freePort(), await freePort()];
    const running = await startServices([service, navigation], {
      CONCORD_INTERNAL_PORT: String(internalPort),
      CONCORD_INTERNAL_SECRET: secret,
      CONCORD_LOG_LEVEL: 'silent',
    });
    setLogLevel('silent');
    const log = logger('test');
    const app = new Koa<GatewayState>();
    app.use(observed(log));
    app.use(problemExit(log));
    app.use(matching);
    app.use(async (context, next) => {
      context.state.identity = { actor: { id: 1, sessionId: 1, roles: [] }, address: '192.0.2.7', internal: false };
      await next();
    });
    const here = [['post', service] as const, ['auth', navigation] as const];
    const peers = new Map(where === 'in this process' ? here : []);
    const url = `http://127.0.0.1:${String(internalPort)}`;
    const urls = { post: url, auth: url } as Record<ServiceName, string>;
    app.use(toServices(peers, urls, secret));
    const listening = httpServer(app.callback(), { name: 'gateway', host: '127.0.0.1', port });
    await listening.start();
    stops.push(
      () => listening.stop(),
      () => running.stop(),
    );
    base = `http://127.0.0.1:${String(port)}`;
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
  });

  const ask = async (method: string, path: string, headers: Record<string, string>, body?: object) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const reply = await fetch(`${base}${path}`, {
      method,
      headers: { ...type, ...headers },
      ...json,
      redirect: 'manual',
    });
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, body: text === '' ? null : (JSON.parse(text) as object) };
  };
  const told = (headers: Headers, ...names: string[]) => names.map((name) => headers.get(name));

  test('gets the key of a creation, and its place, tag and receipt come back', async () => {
    const reply = await ask('POST', '/v1/posts', { 'idempotency-key': 'k-1' }, { content: 'x' });
    expect(reply).toMatchObject({ status: 201, body: { content: 'k-1' } });
    expect(told(reply.headers, 'location', 'etag', 'concord-version')).toEqual([
      '/v1/posts/7',
      '"3"',
      'post.posts:7:4',
    ]);
  });

  test('gets what the reader has and waits for, and says how both went', async () => {
    const wait = { 'concord-wait': 'user.relations:1:2:1' };
    const reply = await ask('GET', '/v1/posts/7', wait);
    expect([reply.status, ...told(reply.headers, 'etag', 'concord-wait')]).toEqual([200, '"3"', 'satisfied']);
    const known = await ask('GET', '/v1/posts/7', { ...wait, 'if-none-match': '"3"' });
    expect([known.status, known.body, ...told(known.headers, 'etag', 'concord-wait')]).toEqual([
      ...[304, null, '"3"', 'satisfied'],
    ]);
  });

  test('gets its own cookie of a browser, and may send the browser on with it', async () => {
    const path = `/v1/oauth/google?returnTo=x&challenge=${'c'.repeat(43)}`;
    const reply = await ask('GET', path, { cookie: 'concord-oauth=no; __Host-concord-oauth=mine; other=2' });
    expect([reply.status, reply.body, ...told(reply.headers, 'location', 'set-cookie')]).toEqual([
      ...[302, null, 'https://provider.example/?cookie=mine', 'login'],
    ]);
    const without = await ask('GET', path, { cookie: 'x__Host-concord-oauth=no; other=2' });
    expect(without.headers.get('location')).toBe('https://provider.example/?cookie=none');
  });

  test('tells a browser that cannot be sent on why', async () => {
    expect(await ask('GET', '/v1/oauth/google/callback?state=x&iss=y', {})).toMatchObject({
      ...{ status: 400, body: { code: errors.oauthStateInvalid.code } },
    });
  });

  test('gets what a change is meant for', async () => {
    const edit = (tag: string) => ask('PATCH', '/v1/posts/7', { 'if-match': tag }, { content: 'x' });
    expect((await edit('"3"')).status).toBe(200);
    expect(await edit('"2"')).toMatchObject({ status: 412, body: { code: errors.preconditionFailed.code } });
  });
});
