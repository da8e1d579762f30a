import { events } from '@concord/contracts';
import { eventually } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { forgetBefore } from '../src/store/forget.ts';
import { notificationAlone } from './alone.ts';
import { listen, type Frame } from './listener.ts';

let here: Awaited<ReturnType<typeof notificationAlone>>;
let receiver = 10;
beforeAll(async () => {
  here = await notificationAlone({ streams: true });
  await here.people(...Array.from({ length: 60 }, (_, index) => ({ id: index + 1 })));
});
afterAll(() => here.stop());

const ticketFor = async (id: number) => (await here.as(id).createStreamTicket()).ticket;
const open = async (id: number, query: Record<string, string> = {}) =>
  listen(here.baseUrl, { ticket: await ticketFor(id), ...query }, here.headers(null));
const followed = (actorId: number, targetId: number, eventId?: string) =>
  here.happen(events.relationFollowed, { actorId, targetId, version: 1 }, eventId);
const next = () => (receiver += 1);
const told = (frames: readonly Frame[]) =>
  frames.flatMap((frame) => (frame.type === 'notification' ? [frame.notification.actor?.id] : []));

test('without a ticket, with a used, foreign or expired one, or with a wrong position nothing is opened', async () => {
  const ticket = await ticketFor(1);
  const stream = await listen(here.baseUrl, { ticket }, here.headers(null));
  stream.close();
  const refused = (query: Record<string, string>, headers = here.headers(null)) =>
    expect(listen(here.baseUrl, query, headers)).rejects.toThrow(/refused with/);
  await refused({ ticket });
  await refused({});
  await refused({ ticket: 'x'.repeat(43) });
  await refused({ ticket: await ticketFor(1) }, {});
  await refused({ ticket: await ticketFor(1), resume_after: '-1' });
  const late = await ticketFor(1);
  await here.db('stream_tickets').update({ expires_at: new Date(Date.now() - 1) });
  await refused({ ticket: late });
});

test('tells what happens from now on, to nobody else, once', async () => {
  const id = next();
  await followed(1, id);
  const [stream, other] = [await open(id), await open(next())];
  await followed(2, id, 'once');
  await followed(2, id, 'once');
  await followed(3, id);
  await stream.wait((frame) => told([frame])[0] === '3');
  expect(stream.frames.map(({ type, seq }) => [type, seq])).toEqual([
    ['ready', 1],
    ['notification', 2],
    ['notification', 3],
  ]);
  expect(other.frames).toHaveLength(1);
  stream.close();
  other.close();
});

test('goes on after the position that it is given, without a gap or a repetition', async () => {
  const id = next();
  for (const actor of [1, 2, 3, 4]) await followed(actor, id);
  const stream = await open(id, { resume_after: '2' });
  await followed(5, id);
  await stream.wait((frame) => told([frame])[0] === '5');
  expect(told(stream.frames)).toEqual(['3', '4', '5']);
  stream.close();
});

test('says so where a position is not kept any more, or never was', async () => {
  const id = next();
  for (const actor of [1, 2, 3]) await followed(actor, id);
  await here
    .db('stream_frames')
    .where({ user_id: id })
    .where('seq', '<=', 2)
    .update({ created_at: new Date(0) });
  await forgetBefore(here.db, new Date());
  const firsts = await Promise.all(
    ['1', '2', '9'].map(async (resume_after) => {
      const stream = await open(id, { resume_after });
      stream.close();
      return stream.frames[0];
    }),
  );
  expect(firsts).toEqual([
    { type: 'resync', seq: 3 },
    { type: 'ready', seq: 2 },
    { type: 'resync', seq: 3 },
  ]);
});

test('takes back what may not be seen any more, with a position of its own, and tells nothing of it after', async () => {
  const id = next();
  await here.posts({ id: 900, userId: 40 });
  await here.happen(events.postCreated, { postId: 900, authorId: 40, mentionIds: [id], version: 1 });
  await followed(41, id);
  const stream = await open(id, { resume_after: '0' });
  await stream.wait((frame) => told([frame])[0] === '41');
  await here.posts({ id: 900, userId: 40, audience: 'private', version: 2 });
  const first = await stream.wait(({ type }) => type === 'removed');
  await here.relation(id, 41, { blocks: true });
  const second = await stream.wait((frame) => frame.type === 'removed' && frame.seq > first.seq);
  const ids = stream.frames.flatMap((frame) => (frame.type === 'notification' ? [frame.notification.id] : []));
  expect([first, second]).toEqual([
    { type: 'removed', seq: 3, ids: [ids[0]] },
    { type: 'removed', seq: 4, ids: [ids[1]] },
  ]);
  const again = await open(id, { resume_after: '0' });
  await again.wait((frame) => frame.seq === 4);
  expect(again.frames.map(({ type }) => type)).toEqual(['ready', 'removed', 'removed']);
  stream.close();
  again.close();
});

test('waits for a post that has not arrived yet, and keeps the order meanwhile', async () => {
  const id = next();
  const stream = await open(id);
  await here.happen(events.postCreated, { postId: 901, authorId: 42, mentionIds: [id], version: 1 });
  await followed(43, id);
  await eventually(async () => Number((await here.db('stream_heads').where({ user_id: id }).first('seq'))?.seq) === 2);
  expect(told(stream.frames)).toEqual([]);
  await here.posts({ id: 901, userId: 42 });
  await stream.wait((frame) => told([frame])[0] === '43');
  expect(told(stream.frames)).toEqual(['42', '43']);
  stream.close();
});

test('nothing is sent while the copies are too old to decide, and nothing is lost by it', async () => {
  const id = next();
  here.copiesAge = 60_000;
  const stream = await open(id);
  await followed(44, id);
  const other = await open(next());
  await eventually(async () => Number((await here.db('stream_heads').where({ user_id: id }).first('seq'))?.seq) === 1);
  const asked = here.looks();
  await eventually(() => here.looks() > asked + 3);
  expect(told(stream.frames)).toEqual([]);
  here.copiesAge = 0;
  await stream.wait((frame) => told([frame])[0] === '44');
  stream.close();
  other.close();
});

test('Server-Sent Events carry the same frames, with positions as ids, and go on after the last one', async () => {
  const id = next();
  for (const actor of [1, 2, 3]) await followed(actor, id);
  const anonymous = await fetch(`${here.baseUrl}/v1/stream/events`, { headers: here.headers(null) });
  expect([anonymous.status, await anonymous.text()]).toEqual([401, expect.stringContaining('unauthenticated')]);
  const halt = new AbortController();
  const answer = await fetch(`${here.baseUrl}/v1/stream/events`, {
    headers: { ...here.headers(id), 'last-event-id': '1' },
    signal: halt.signal,
  });
  let text = '';
  const reading = (async () => {
    for await (const piece of answer.body ?? []) text += Buffer.from(piece as Uint8Array).toString();
  })().catch(() => undefined);
  await followed(4, id);
  await eventually(() => text.includes('id: 4'));
  const sent = [...text.matchAll(/^id: (\d+)\ndata: (.+)$/gm)].map(([, seq, data]) => [
    seq,
    ...told([JSON.parse(data ?? '') as Frame]),
  ]);
  expect(sent).toEqual([['1'], ['2', '2'], ['3', '3'], ['4', '4']]);
  halt.abort();
  await reading;
});

test('a client that comes back again and again hears of everything once and in order, while four writers write', async () => {
  const id = next();
  const count = 400;
  const actors = Array.from({ length: count }, (_, index) => 1_000 + index);
  await here.people(...actors.map((actor) => ({ id: actor })));
  const heard: (string | undefined)[] = [];
  let position = 0;
  const listening = (async () => {
    while (heard.length < count) {
      const stream = await open(id, { resume_after: String(position) });
      await stream.wait((frame) => frame.type === 'notification').catch(() => null);
      stream.close();
      heard.push(...told(stream.frames));
      position = Math.max(position, ...stream.frames.map(({ seq }) => seq));
    }
  })();
  const batches = [0, 1, 2, 3].map((part) => actors.filter((actor) => actor % 4 === part));
  await Promise.all(
    batches.map(async (batch) => {
      for (const actor of batch) await followed(actor, id);
    }),
  );
  await listening;
  expect(heard).toHaveLength(count);
  expect(new Set(heard).size).toBe(count);
  for (const batch of batches.map((own) => own.map(String)))
    expect(heard.filter((actor) => batch.includes(actor ?? ''))).toEqual(batch);
}, 60_000);

test('a service that stops says goodbye with 1012, and waits for nobody', async () => {
  const own = await notificationAlone({ streams: true });
  await own.people({ id: 1 });
  const { ticket } = await own.as(1).createStreamTicket();
  const stream = await listen(own.baseUrl, { ticket }, own.headers(null));
  const events = await fetch(`${own.baseUrl}/v1/stream/events`, { headers: own.headers(1) });
  await own.stop();
  expect(stream.code()).toBe(1012);
  await expect(events.text()).rejects.toThrow();
});
