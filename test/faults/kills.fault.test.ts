import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, oddWord } from '@concord/testkit';
import { anyone, somebody, untilFound } from '../e2e/platform.ts';
import { proveHealthy, untilFresh } from './healthy.ts';
import { kill, note } from './parts.ts';
import { openPosts, type Posts } from './posts.ts';

describe('kill -9 in the middle of 2,000 writes', () => {
  let posts: Posts;
  beforeAll(async () => {
    posts = await openPosts();
  });
  afterEach(proveHealthy, 240_000);
  afterAll(() => posts.close());

  /** Waits until the index holds the author's rows with the versions of the database; gives the rows. */
  const untilAgreed = (author: number) =>
    eventually(
      async () => {
        const rows = await posts.inDatabase(author);
        const documents = await posts.inIndex(rows.keys());
        const different = [...rows].filter(([id, row]) => !isDeepStrictEqual(documents.get(id), row));
        if (different.length > 0) throw new Error(`${different.length} of ${rows.size} rows are not so in the index`);
        return rows;
      },
      { timeoutMs: 180_000, everyMs: 250 },
    );

  test.each(['search-indexer', 'connect', 'elasticsearch', 'kafka', 'mysql'] as const)(
    'of %s loses nothing that was acknowledged, and needs no hand',
    async (part) => {
      const author = await somebody();
      const word = oddWord();
      let killedAt = 0;
      let back: Promise<true> | undefined;
      const acknowledged = await posts.write({
        author: Number(author.id),
        word,
        count: 2_000,
        midway: () => {
          killedAt = performance.now();
          back = kill(part).back();
          void back.then(() => note(`${part} killed; it answered after`, killedAt));
        },
      });
      note(`${part} killed; all was written after`, killedAt);
      await back;

      const rows = await untilAgreed(Number(author.id));
      note(`${part} killed; the index agreed with the database after`, killedAt);
      await untilFresh();
      note(`${part} killed; the canary was fresh after`, killedAt);

      const lost = [...acknowledged].filter(([id, version]) => version > (rows.get(id)?.version ?? 0));
      expect([acknowledged.size, lost]).toEqual([2_000, []]);
      await untilFound(anyone, word, [...rows.values()].filter(({ deleted }) => !deleted).length);
    },
    480_000,
  );
});
