import { errors } from '@concord/contracts';
import { aPost } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { community, type Community } from './community.ts';

let here: Community;
beforeAll(async () => {
  here = await community();
});
afterAll(() => here.stop());

const posts = (account: number) =>
  here.internal.readPostExport({ params: { accountId: String(account) }, query: { file: 'posts' } });

test('a file that is not of this service is refused', async () => {
  const asked = { params: { accountId: '1' }, query: { file: 'account' } };
  await expect(here.internal.readPostExport(asked as never)).toFail(errors.invalid);
});

test.each(['active', 'suspended', 'banned'] as const)(
  'what somebody wrote is told whole while their account is %s, though nobody sees it',
  async (status) => {
    const author = ['active', 'suspended', 'banned'].indexOf(status) + 1;
    await here.people({ id: author, username: `author_${status}` });
    const written = [];
    for (const audience of ['public', 'private'] as const)
      written.push(await here.as(author).createPost({ body: { ...aPost(), audience } }));
    const before = await posts(author);
    await here.people({ id: author, username: `author_${status}`, status, version: 2 });
    const after = await posts(author);
    expect(after).toEqual(before);
    expect(after.rows.map(({ id }) => id)).toEqual(written.map(({ id }) => id));
    const seen = await here
      .as(null)
      .getPost({ params: { id: written[0]?.id ?? '' } })
      .then(
        () => true,
        () => false,
      );
    expect(seen).toBe(status === 'active');
  },
);
