import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '@concord/client';
import { Failure } from '../../stack/failure.ts';

export type Proof = {
  readonly username: string;
  readonly content: string;
  /** When the write was answered, RFC 3339: the row had been committed by then. */
  readonly committedAt: string;
  /** From that answer until search found the post. */
  readonly foundAfterMs: number;
  /** From a comment's answer until its post's author heard of it on a WebSocket. */
  readonly heardAfterMs: number;
  /** From the block until the blocked person's search had lost it. */
  readonly hiddenAfterMs: number;
};

const patienceMs = 30_000;
const letters = 'bcdfghjklmnprstvwz';
const oddWord = () => [...randomBytes(10)].map((byte) => letters[byte % letters.length]).join('');

const signUp = async (api: Api, name: string): Promise<{ id: string; username: string; api: Api }> => {
  const username = `${name}_${oddWord().slice(0, 6)}`;
  const password = randomBytes(12).toString('base64url');
  await api.createAccount({ body: { email: `${username}@concord.local`, username, password, displayName: name } });
  const { accessToken, accountId } = await api.createSession({ body: { login: username, password } });
  return { id: accountId, username, api: api.as(accessToken) };
};

/** Milliseconds from `since` until this many posts are found by the word; asks 50 times a second. */
const untilFound = async (
  api: Api,
  word: string,
  count: number,
  since: number,
  signal: AbortSignal,
): Promise<number> => {
  for (;;) {
    const { total } = await api.search({ query: { q: word } });
    const elapsed = performance.now() - since;
    if (total === count) return Math.round(elapsed);
    if (elapsed > patienceMs || signal.aborted)
      throw new Failure({
        cause: `Search did not ${count > 0 ? 'find' : 'lose'} "${word}" within ${String(Math.round(elapsed / 1_000))} s.`,
        remedy: 'Look: ./concord pipeline status',
      });
    await pause(20);
  }
};

/** Opens the account's stream; gives a wait for the first notification on it, in milliseconds since a moment. */
const untilHeard = async (api: Api, gateway: string, signal: AbortSignal) => {
  const { ticket } = await api.createStreamTicket();
  const socket = new WebSocket(`${gateway.replace(/^http/, 'ws')}/v1/stream?ticket=${ticket}`);
  let heardAt: number | null = null;
  let broken = false;
  socket.onmessage = ({ data }) => {
    if (String(data).includes('"type":"notification"')) heardAt ??= performance.now();
  };
  socket.onerror = () => (broken = true);
  return async (since: number): Promise<number> => {
    while (heardAt === null && !broken && !signal.aborted && performance.now() - since < patienceMs) await pause(5);
    socket.close();
    if (heardAt === null)
      throw new Failure({
        cause: 'A comment was not heard of on the WebSocket of its post’s author.',
        remedy: 'Look: ./concord logs concord',
      });
    return Math.max(0, Math.round(heardAt - since));
  };
};

/** The main job before the reader's eyes: sign up, write, find; comment, and its author hears of it; block, and it is gone. */
export const prove = async (api: Api, gateway: string, signal: AbortSignal): Promise<Proof> => {
  const writer = await signUp(api, 'demo_writer');
  const reader = await signUp(api, 'demo_reader');
  const content = `hello ${oddWord()}`;
  const word = content.slice('hello '.length);
  await reader.api.search({ query: { q: word } });
  const heard = await untilHeard(writer.api, gateway, signal);
  const post = await writer.api.createPost({ body: { content } });
  const committed = performance.now();
  const committedAt = new Date().toISOString();
  const foundAfterMs = await untilFound(reader.api, word, 1, committed, signal);
  await reader.api.createComment({ params: { id: post.id }, body: { content: 'hello yourself' } });
  const heardAfterMs = await heard(performance.now());
  await writer.api.block({ params: { id: reader.id } });
  const hiddenAfterMs = await untilFound(reader.api, word, 0, performance.now(), signal);
  return { username: writer.username, content, committedAt, foundAfterMs, heardAfterMs, hiddenAfterMs };
};
