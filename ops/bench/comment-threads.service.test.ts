import { expect, test } from '@jest/globals';
import { commentThreads } from './comment-threads.ts';

test('times pages by path and by recursion, which give the same comments, and leaves nothing behind', async () => {
  const url = process.env['CONCORD_TEST_DATABASE_URL'] ?? '';
  const rows = await commentThreads({ url, comments: 3_000, runs: 2 });
  expect(rows).toHaveLength(8);
  expect(rows.filter(({ page }) => page.startsWith('branch')).map(({ found }) => found)).toEqual([21, 21, 20, 2]);
}, 120_000);
