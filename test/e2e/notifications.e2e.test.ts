import { eventually } from '@concord/testkit';
import { expect, test } from '@jest/globals';
import { follow, mailTo, tokenOf } from './mailed.ts';
import { anyone, somebody, stack } from './platform.ts';
import { listener } from './stream.ts';

const address = () => `${stack.issuer.replace('http', 'ws')}/v1/stream`;

test('what happens arrives on the stream and in the list, and is taken back when it may not be seen any more', async () => {
  const [ada, bob] = [await somebody(), await somebody()];
  const listening = listener(ada.api);
  await eventually(() => listening.frames().length > 0);
  await bob.api.follow({ params: { id: ada.id } });
  const told = await eventually(() => listening.notifications().at(0));
  expect(told.notification).toMatchObject({
    type: 'follow',
    actor: { id: bob.id },
    subject: { type: 'person', id: bob.id },
  });
  expect((await ada.api.listNotifications({})).items).toMatchObject([{ type: 'follow', members: [{ id: bob.id }] }]);
  expect(await ada.api.getUnreadCount()).toEqual({ unread: 1 });
  expect((await bob.api.listNotifications({})).items).toEqual([]);

  await ada.api.block({ params: { id: bob.id } });
  const removed = await eventually(() => listening.frames().find(({ type }) => type === 'removed'));
  expect(removed).toEqual({ type: 'removed', seq: told.seq + 1, ids: [told.notification.id] });
  expect((await ada.api.listNotifications({})).items).toEqual([]);
  listening.stop();
});

test('followers hear of a new post, and who it mentions, on Server-Sent Events too', async () => {
  const [ada, bob, cleo] = [await somebody(), await somebody(), await somebody()];
  await bob.api.follow({ params: { id: ada.id } });
  const halt = new AbortController();
  const events = await fetch(`${stack.issuer}/v1/stream/events`, {
    headers: { authorization: `Bearer ${cleo.tokens.accessToken}` },
    signal: halt.signal,
  });
  expect([events.status, events.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  let text = '';
  const reading = (async () => {
    for await (const piece of events.body ?? []) text += Buffer.from(piece as Uint8Array).toString();
  })().catch(() => undefined);
  const post = await ada.api.createPost({ body: { content: `Hello @${cleo.username}` } });
  await eventually(() => text.includes('"mention"'));
  expect(text).toContain(post.id);
  await eventually(async () => (await bob.api.listNotifications({})).items.some(({ type }) => type === 'new_post'));
  halt.abort();
  await reading;
});

test('the stream of a session that ends is closed with 4401; without a ticket there is none', async () => {
  const ada = await somebody();
  const { ticket } = await ada.api.createStreamTicket();
  const socket = new WebSocket(`${address()}?ticket=${ticket}`);
  let code = 0;
  socket.onclose = (event) => (code = event.code);
  await new Promise((resolve) => (socket.onmessage = resolve));
  await ada.api.deleteSession({ params: { id: 'current' } });
  await eventually(() => code !== 0, { timeoutMs: 15_000 });
  expect(code).toBe(4401);

  const refused = new WebSocket(`${address()}?ticket=${ticket}`);
  await new Promise((resolve) => (refused.onerror = resolve));
  expect((await fetch(`${stack.issuer}/v1/stream/events`)).status).toBe(401);
});

test('who asks for it is mailed what happened, and unsubscribes without logging in', async () => {
  const [ada, bob] = [await somebody(), await somebody()];
  await ada.api.updateNotificationPreferences({ body: { types: { comment: { email: true } } } });
  const post = await ada.api.createPost({ body: { content: 'A post of mine' } });
  await eventually(() => bob.api.createComment({ params: { id: post.id }, body: { content: 'A comment' } }));
  const mail = await mailTo(ada, `${bob.displayName} commented on your post`);
  const [, oneType = ''] = /about comments on your posts: (\S+)/.exec(mail) ?? [];
  await follow(oneType);
  expect(await anyone.getUnsubscription({ params: { token: tokenOf(oneType) } })).toEqual({
    ...{ type: 'comment', subscribed: false },
  });
  const [, all = ''] = /about anything: (\S+)/.exec(mail) ?? [];
  const token = tokenOf(all);
  const answer = await fetch(`${stack.issuer}/v1/unsubscriptions/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'concord-operator': stack.operatorToken },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(answer.status).toBe(204);
  expect(await anyone.getUnsubscription({ params: { token } })).toEqual({ type: null, subscribed: false });
});
