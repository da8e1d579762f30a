import { freshDatabase, mailServer, type FreshDatabase, type MailServer } from '@concord/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { transaction } from '../mysql/transaction.ts';
import { setLogLevel } from '../telemetry/log.ts';
import { claimMails } from './store.ts';
import type { Composed, WaitingMail } from './mail.ts';
import { mailQueue, type MailQueue, type MailQueueOptions } from './queue.ts';
import { mailTable } from './table.ts';
import { smtpTransport, type MailTransport } from './transport.ts';

const from = { name: 'Concord', address: 'no-reply@example.org' };
const minute = 60_000;
const day = 24 * 60 * minute;

let database: FreshDatabase;
let server: MailServer;
let now: Date;
const open: MailTransport[] = [];

beforeAll(async () => {
  setLogLevel('silent');
  database = await freshDatabase();
  await mailTable(database.db);
});
afterAll(() => database.drop());
beforeEach(async () => {
  server = await mailServer();
  now = new Date('2026-01-01T00:00:00Z');
  await database.db('mails').delete();
});
afterEach(async () => {
  for (const transport of open.splice(0)) transport.close();
  await server.stop();
});

const compose = (waiting: readonly WaitingMail[]) =>
  Promise.resolve(
    new Map<number, Composed>(
      waiting.map(({ id, content }) => [
        id,
        { mail: { to: String(content), subject: 'Hello', text: 'How are you?', html: '<p>How are you?</p>' } },
      ]),
    ),
  );
const queue = (own: Partial<MailQueueOptions> = {}): MailQueue => {
  const transport = smtpTransport({ url: server.url, from });
  open.push(transport);
  return mailQueue({
    ...{ name: 'test', db: database.db, clock: { now: () => now }, transport, compose, jitter: () => 1 },
    ...own,
  });
};
const post = (to: MailQueue, ...recipients: string[]) =>
  transaction(database.db, async (tx) => {
    for (const recipient of recipients) await to.enqueue(tx, recipient);
  });
const rows = () => database.db('mails').orderBy('id').select<Record<string, unknown>[]>();
const later = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds);
};
const recipients = () => server.received.flatMap(({ to }) => to);

test('a mail is queued if, and only if, its transaction commits, and leaves nothing behind once it is sent', async () => {
  const mails = queue();
  await expect(
    transaction(database.db, async (tx) => {
      await mails.enqueue(tx, 'nobody@example.org');
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  await post(mails, 'ada@example.org');
  await mails.sendDue();
  expect(recipients()).toEqual(['ada@example.org']);
  expect(server.received[0]?.mail).toMatchObject({
    ...{ subject: 'Hello', from, text: 'How are you?\n', html: '<p>How are you?</p>\n' },
    messageId: expect.stringMatching(/^<[0-9a-f-]{36}@example\.org>$/) as unknown as string,
  });
  expect(await rows()).toEqual([]);
});

test('without a server nothing is queued', async () => {
  const mails = queue({ transport: null });
  await post(mails, 'ada@example.org');
  await mails.sendDue();
  expect([mails.on, await rows()]).toEqual([false, []]);
});

test('a sender that dies after the server’s yes sends it again, with the same Message-ID; nothing before the lease ends', async () => {
  const other = queue();
  await post(other, 'ada@example.org');
  const killed = smtpTransport({ url: server.url, from });
  open.push(killed);
  const [mail] = await claimMails(database.db, now, 10, 5 * minute);
  await killed.send({ to: 'ada@example.org', subject: 'Hello', text: 'How are you?' }, mail?.messageKey ?? '');
  later(4 * minute);
  await other.sendDue();
  expect(recipients()).toHaveLength(1);
  later(2 * minute);
  await other.sendDue();
  expect(recipients()).toEqual(['ada@example.org', 'ada@example.org']);
  expect(new Set(server.received.map(({ mail: { messageId } }) => messageId)).size).toBe(1);
  expect(await rows()).toEqual([]);
});

test('two senders side by side send each mail once', async () => {
  const [one, other] = [queue(), queue()];
  const all = Array.from({ length: 60 }, (_, index) => `person_${index}@example.org`);
  await post(one, ...all);
  await Promise.all([one.sendDue(), other.sendDue()]);
  expect(recipients().toSorted()).toEqual(all.toSorted());
  expect(await rows()).toEqual([]);
});

test('while the server is away mails wait, however long within 3 days, and arrive when it is back', async () => {
  const mails = queue();
  const port = Number(new URL(server.url).port);
  await post(mails, 'ada@example.org', 'eve@example.org');
  await server.stop();
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await mails.sendDue();
    later(61_000);
  }
  expect(await rows()).toMatchObject([
    { attempts: 0, failed_at: null },
    { attempts: 0, failed_at: null },
  ]);
  server = await mailServer(port);
  await mails.sendDue();
  expect(recipients().toSorted()).toEqual(['ada@example.org', 'eve@example.org']);
});

test('the pauses while nothing can be reached grow to a minute', async () => {
  const mails = queue();
  await server.stop();
  await post(mails, 'ada@example.org');
  const pauses: number[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    await mails.sendDue();
    const due = ((await rows())[0]?.['due_at'] as Date).getTime();
    pauses.push((due - now.getTime()) / 1_000);
    later(due - now.getTime());
  }
  expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60]);
});

test('what can never be delivered is kept with the reason, and not tried again', async () => {
  const mails = queue();
  server.refuse = (recipient) => (recipient.startsWith('gone') ? { code: 550, text: '5.1.1 No such person' } : null);
  await post(mails, 'gone@example.org', 'ada@example.org');
  await mails.sendDue();
  later(day);
  await mails.sendDue();
  expect(recipients()).toEqual(['ada@example.org']);
  expect(await rows()).toMatchObject([
    { content: 'gone@example.org', attempts: 1, reason: '550 5.1.1 No such person' },
  ]);
  expect((await rows())[0]?.['failed_at']).not.toBeNull();
  later(31 * day);
  await mails.sendDue();
  expect(await rows()).toEqual([]);
});

test('what is refused for now is tried again after growing pauses, and given up after 12 times', async () => {
  const mails = queue();
  let asked = 0;
  server.refuse = () => {
    asked += 1;
    return { code: 450, text: '4.2.1 Come back later' };
  };
  await post(mails, 'ada@example.org');
  const pauses: number[] = [];
  for (;;) {
    await mails.sendDue();
    const [row] = await rows();
    if (row?.['failed_at'] !== null) break;
    const pause = (row['due_at'] as Date).getTime() - now.getTime();
    pauses.push(pause / 1_000);
    later(pause);
  }
  expect([asked, pauses]).toEqual([12, [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600]]);
  expect((await rows())[0]).toMatchObject({ reason: '450 4.2.1 Come back later', attempts: 12 });
});

test('nothing is tried for longer than 3 days', async () => {
  const mails = queue();
  await post(mails, 'ada@example.org');
  await server.stop();
  later(3 * day + 1);
  await mails.sendDue();
  expect((await rows())[0]?.['failed_at']).not.toBeNull();
});

test('what it says is decided when it is sent: dropped, put off, or waiting for what decides', async () => {
  const until = new Date(now.getTime() + 5 * minute);
  const decisions: Record<string, Composed> = { drop: null, wait: { later: until } };
  const mails = queue({
    compose: (waiting) =>
      Promise.resolve(new Map(waiting.map(({ id, content }) => [id, decisions[String(content)] ?? null]))),
  });
  await post(mails, 'drop', 'wait');
  await mails.sendDue();
  expect(await rows()).toMatchObject([{ content: 'wait', attempts: 0, due_at: until }]);
  const undecided = queue({ compose: () => Promise.reject(new Error('nobody knows')) });
  later(5 * minute);
  await undecided.sendDue();
  expect(await rows()).toMatchObject([{ content: 'wait', attempts: 0, failed_at: null }]);
  expect(recipients()).toEqual([]);
});

test('no value of a mail makes a header or a recipient of its own', async () => {
  const evil = 'Hello\r\nBcc: eve@example.org\u2028X-Evil: 1\n\nBody';
  const mails = queue({
    compose: (waiting) =>
      Promise.resolve(
        new Map(
          waiting.map(({ id }) => [
            id,
            { mail: { to: 'ada@example.org', subject: evil, text: 'x', headers: { 'X-Mine': evil } } },
          ]),
        ),
      ),
  });
  await post(mails, 'evil');
  await mails.sendDue();
  const [got] = server.received;
  expect(recipients()).toEqual(['ada@example.org']);
  expect([got?.header('bcc'), got?.header('x-evil')]).toEqual([null, null]);
  expect(got?.mail.subject).toBe('Hello Bcc: eve@example.org X-Evil: 1 Body');
});
