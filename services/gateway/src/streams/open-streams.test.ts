import { beforeEach, expect, test } from '@jest/globals';
import { openStreams, type OpenStream, type OpenStreams } from './open-streams.ts';

const second = 1_000;
const maxAgeMs = 10 * second;
let now: number;
let revoked: number[];
let revocationsAge: number;
let asked: number[];
let answer: boolean | Error;
let streams: OpenStreams;
let ended: string[];

beforeEach(() => {
  [now, revoked, revocationsAge, asked, answer, ended] = [1_000_000, [], 0, [], true, []];
  streams = openStreams({
    revocations: { has: ({ actor }) => revoked.includes(actor.sessionId), ageMs: () => revocationsAge },
    askAuth: ({ actor }) => {
      asked.push(actor.sessionId);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    maxAgeMs,
    now: () => now,
  });
});

const open = (sessionId: number) => {
  const stream: OpenStream = {
    actor: { id: sessionId, sessionId, roles: [] },
    verifiedAt: new Date(now),
    end: (why) => ended.push(`${sessionId} ${why}`),
    destroy: () => undefined,
  };
  return streams.add(stream);
};
const after = async (seconds: number) => {
  now += seconds * second;
  await streams.look();
};

test('a revoked session’s stream ends, once, and others go on', async () => {
  open(1);
  open(2);
  revoked = [1];
  await streams.look();
  await streams.look();
  expect([ended, asked]).toEqual([['1 session'], []]);
});

test('auth is asked now and then, and a session that ended by age closes its stream', async () => {
  open(1);
  await after(599);
  expect(asked).toEqual([]);
  await after(2);
  expect([asked, ended]).toEqual([[1], []]);
  answer = false;
  await after(601);
  expect([asked, ended]).toEqual([[1, 1], ['1 session']]);
});

test('while revocations are too old, auth is asked all the time', async () => {
  open(1);
  revocationsAge = maxAgeMs + 1;
  await after(11);
  await after(5);
  await after(6);
  expect([asked, ended]).toEqual([[1, 1], []]);
  answer = false;
  await after(11);
  expect(ended).toEqual(['1 session']);
});

test('where neither revocations nor auth tell, a stream ends after a minute', async () => {
  open(1);
  [answer, revocationsAge] = [new Error('away'), maxAgeMs + 1];
  await after(59);
  expect(ended).toEqual([]);
  await after(2);
  expect(ended).toEqual(['1 restart']);
});

test('while revocations are current, auth may be away', async () => {
  open(1);
  answer = new Error('away');
  await after(10_000);
  expect([asked, ended]).toEqual([[1], []]);
});

test('auth is asked about the longest unknown first, and about so many at once', async () => {
  for (let session = 1; session <= 150; session += 1) open(session);
  await after(601);
  expect(asked).toHaveLength(100);
  await streams.look();
  expect(new Set(asked).size).toBe(150);
});

test('who has gone is not asked about', async () => {
  open(1)();
  await after(601);
  expect(asked).toEqual([]);
});

test('a stream of an account whose tokens were revoked goes on where auth calls its session good, and ends where it does not', async () => {
  const accountRevokedAt = now + second;
  streams = openStreams({
    revocations: { has: ({ issuedAt }) => issuedAt.getTime() <= accountRevokedAt, ageMs: () => 0 },
    askAuth: ({ actor }) => {
      asked.push(actor.sessionId);
      return actor.sessionId === 3 ? Promise.reject(new Error('no answer')) : Promise.resolve(actor.sessionId === 1);
    },
    maxAgeMs,
    now: () => now,
  });
  for (const session of [1, 2, 3]) open(session);
  await after(2);
  expect([ended, asked]).toEqual([
    ['2 session', '3 restart'],
    [1, 2, 3],
  ]);
  await after(1);
  expect(asked).toEqual([1, 2, 3]);
});
