import { expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { aPost, eventually } from '@concord/testkit';
import { anyone, somebody } from './platform.ts';

test('what others do with a post reaches its author’s engagement and what trends, once', async () => {
  const [author, reader] = await Promise.all([somebody(), somebody()]);
  const { id } = await author.api.createPost({ body: aPost() });
  const params = { id };
  await expect(anyone.markPostViewed({ params })).toFail(errors.unauthenticated);
  await expect(anyone.getPostEngagement({ params })).toFail(errors.unauthenticated);

  await eventually(() => reader.api.markPostViewed({ params }).then(() => true));
  await reader.api.markPostViewed({ params });
  await eventually(() => reader.api.reactToPost({ params: { id, type: 'love' } }).then(() => true));
  await eventually(() => reader.api.createComment({ params, body: { content: 'Well said' } }));
  await eventually(() => reader.api.sharePost({ params, body: {} }));
  await expect(reader.api.getPostEngagement({ params })).toFail(errors.forbidden);

  const counted = { views: 1, reactions: 1, comments: 1, shares: 1 };
  await eventually(async () => {
    const { totals } = await author.api.getPostEngagement({ params });
    expect(totals).toEqual({ ...counted, commenters: 1, sharers: 1 });
    return true;
  });
  expect((await author.api.getMyEngagement()).totals).toEqual({ ...counted, newFollowers: 0 });
  const { items } = await anyone.getTrending({ query: { window: '1h', limit: '100', explain: 'true' } });
  const hit = items.find((one) => one.type === 'post' && one.id === id);
  expect(hit?.explanation?.parts).toContainEqual(expect.objectContaining({ sharers: 1, share: 1 }));
});
