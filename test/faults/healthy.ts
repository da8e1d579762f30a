import { expect } from '@jest/globals';
import { aPost, eventually, oddWord } from '@concord/testkit';
import { anyone, internal, somebody, untilCaughtUp, untilFound } from '../e2e/platform.ts';
import { status } from './parts.ts';

/** Waits until canaries go the whole way again. */
export const untilFresh = async (timeoutMs = 180_000): Promise<void> => {
  await eventually(async () => (await internal.readFreshness()).fresh, { timeoutMs, everyMs: 100 });
};

/** Proves that a fault has left nothing behind: canaries are fresh, every part is up, and what somebody new writes is found. */
export const proveHealthy = async (): Promise<void> => {
  await untilFresh();
  await eventually(
    async () => {
      const report = await status();
      if (!report.healthy) throw new Error(JSON.stringify(report));
      return true;
    },
    { timeoutMs: 60_000, everyMs: 500 },
  );
  const { api } = await eventually(somebody, { timeoutMs: 30_000 });
  const word = oddWord();
  const post = await api.createPost({ body: aPost({ content: word }) });
  await untilFound(anyone, word, 1);
  await untilCaughtUp();
  expect((await anyone.search({ query: { q: word } })).items).toMatchObject([{ type: 'post', id: post.id }]);
};
