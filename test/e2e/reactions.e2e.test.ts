import { expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import { aPost, eventually } from '@concord/testkit';
import { anyone, somebody } from './platform.ts';

test('a reaction stands on the post for its giver at once, and in its count soon', async () => {
  const [author, reader] = await Promise.all([somebody(), somebody()]);
  const { id } = await author.api.createPost({ body: aPost() });
  const params = { id, type: 'love' };
  await expect(anyone.reactToPost({ params })).toFail(errors.unauthenticated);

  await eventually(() => reader.api.reactToPost({ params }).then(() => true));
  await reader.api.reactToPost({ params });
  // Reaction may be late once, never for long.
  await eventually(async () => {
    expect((await reader.api.getPost({ params: { id } })).reactions).toEqual({ counts: { love: 1 }, mine: ['love'] });
    return true;
  });
  await eventually(async () => {
    const [post] = (await author.api.getFeed()).items;
    expect(post).toMatchObject({ id, likeCount: 1, reactions: { counts: { love: 1 }, mine: [] } });
    return true;
  });

  await reader.api.removePostReaction({ params });
  await eventually(async () => {
    expect(await anyone.getPost({ params: { id } })).toMatchObject({
      likeCount: 0,
      reactions: { counts: {}, mine: [] },
    });
    return true;
  });
});
