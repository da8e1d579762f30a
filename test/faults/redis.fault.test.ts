import { afterEach, expect, test } from '@jest/globals';
import { contract } from '@concord/contracts';
import { aPost, eventually, oddWord } from '@concord/testkit';
import { anyone, somebody, untilFound } from '../e2e/platform.ts';
import { proveHealthy } from './healthy.ts';
import { kill, note, signal } from './parts.ts';

afterEach(proveHealthy, 240_000);

test('while Redis hangs, and after it was killed, everything works', async () => {
  const before = await somebody();
  await before.api.getProfile({ params: { id: before.id } });
  signal('redis', 'SIGSTOP');
  const since = performance.now();
  let killed;
  try {
    const [author, reader] = await Promise.all([somebody(), somebody()]);
    await reader.api.follow({ params: { id: author.id } });
    const word = oddWord();
    const post = await author.api.createPost({ body: aPost({ content: word, audience: 'followers' }) });
    await untilFound(reader.api, word, 1);
    expect(await reader.api.getPost({ params: { id: post.id } })).toMatchObject({ content: word });
    expect(await anyone.getProfile({ params: { id: before.id } })).toMatchObject({ username: before.username });
    await author.api.updateMe({ body: { displayName: 'Renamed meanwhile' } });
    expect(await reader.api.getProfile({ params: { id: author.id } })).toMatchObject({
      displayName: 'Renamed meanwhile',
    });
    await author.api.deleteSession({ params: { id: 'current' } });
    await eventually(async () => (await author.api.raw(contract.user.getMe)).status === 401, { timeoutMs: 5_000 });
    note('redis hangs; a sign-up, a post, searches and a log-out took', since);
  } finally {
    killed = kill('redis');
  }
  await killed.back();
  await eventually(() => anyone.getProfile({ params: { id: before.id } }));
}, 180_000);
