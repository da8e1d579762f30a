import { expect, test } from '@jest/globals';
import { feedPlan } from './feed-plan.ts';

test('times both queries of the feed for busy and silent followees, and leaves nothing behind', async () => {
  const { rows, plans } = await feedPlan({
    url: process.env['CONCORD_TEST_DATABASE_URL'] ?? '',
    posts: 2_000,
    runs: 1,
    explain: true,
  });
  expect(rows).toHaveLength(18);
  expect(rows.find(({ follows, deep }) => follows === '5,000 silent' && deep === 0)).toMatchObject({
    windowFound: 0,
    perFolloweeFound: 21,
  });
  expect(plans).toHaveLength(2);
}, 120_000);
