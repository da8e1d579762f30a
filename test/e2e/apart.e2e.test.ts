import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contract, errors } from '@concord/contracts';
import { aPost, eventually, oddWord, person, testApi } from '@concord/testkit';
import { countFound, stack, untilCaughtUp, untilFound } from './platform.ts';
import { folders, names, startApart, type Apart, type TargetName } from './targets-apart.ts';

describe('every target in a process of its own', () => {
  let apart: Apart;
  beforeAll(async () => {
    apart = await startApart();
  }, 240_000);
  afterAll(() => apart.close());

  const anyone = () => testApi(apart.baseUrl, stack.operatorToken);

  test('somebody signs up, posts, and is found by whom it is for and nobody else', async () => {
    const [author, follower, stranger] = await Promise.all([person(anyone()), person(anyone()), person(anyone())]);
    await follower.api.follow({ params: { id: author.id } });
    const [open, closed] = [oddWord(), oddWord()];
    await author.api.createPost({ body: aPost({ content: open }) });
    const hidden = await author.api.createPost({ body: aPost({ content: closed, audience: 'followers' }) });

    await untilFound(anyone(), open, 1);
    await untilFound(follower.api, closed, 1);
    await untilCaughtUp();
    expect(await countFound(stranger.api, closed)).toBe(0);
    expect(await countFound(anyone(), closed)).toBe(0);
    await expect(stranger.api.getPost({ params: { id: hidden.id } })).toFail(errors.notFound);
  }, 120_000);

  test('logging out acts within 5 seconds', async () => {
    const { api } = await person(anyone());
    await api.getMe();
    await api.deleteSession({ params: { id: 'current' } });
    await eventually(async () => (await api.raw(contract.user.getMe)).status === 401, { timeoutMs: 5_000 });
  }, 60_000);

  test('each drains and ends with 0 when asked, and has loaded no other target’s code', async () => {
    expect(await apart.terminate()).toEqual(Object.fromEntries(names.map((name) => [name, 0])));
    const sourcesOf = (name: TargetName) => `${folders[name]}/src/`;
    for (const name of names) {
      const loaded = apart.loadedBy(name);
      expect(loaded).toContain(`${sourcesOf(name)}service.ts`);
      const others = names.filter((other) => other !== name).map(sourcesOf);
      expect([name, loaded.filter((file) => others.some((folder) => file.startsWith(folder)))]).toEqual([name, []]);
    }
  }, 120_000);
});
