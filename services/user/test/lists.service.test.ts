import type { Api } from '@concord/client';
import { errors } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startUser, type Person, type User } from './user.ts';

let user: User;
beforeAll(async () => {
  user = await startUser();
});
afterAll(() => user.stop());

type List = (api: Api, of: Person, query: { limit: string; cursor?: string }) => ReturnType<Api['listFriends']>;
type Join = (person: Person, center: Person) => Promise<unknown>;

/** Each list with how somebody gets into it. The center's profile is asked, so that there can be requests. */
const lists: Record<string, { list: List; join: Join }> = {
  listFollowers: {
    list: (api, { id }, query) => api.listFollowers({ params: id, query }),
    join: async (person, center) => {
      await person.api.follow({ params: center.id });
      await center.api.acceptFollower({ params: person.id });
    },
  },
  listFollowing: {
    list: (api, { id }, query) => api.listFollowing({ params: id, query }),
    join: (person, center) => center.api.follow({ params: person.id }),
  },
  listFollowRequests: {
    list: (api, _, query) => api.listFollowRequests({ query }),
    join: (person, center) => person.api.follow({ params: center.id }),
  },
  'listFriendRequests received': {
    list: (api, _, query) => api.listFriendRequests({ query }),
    join: (person, center) => person.api.requestFriend({ params: center.id }),
  },
  'listFriendRequests sent': {
    list: (api, _, query) => api.listFriendRequests({ query: { ...query, direction: 'sent' } }),
    join: (person, center) => center.api.requestFriend({ params: person.id }),
  },
  listFriends: {
    list: (api, _, query) => api.listFriends({ query }),
    join: async (person, center) => {
      const [one, other] = person.number % 2 ? [person, center] : [center, person];
      await one.api.requestFriend({ params: other.id });
      await other.api.acceptFriend({ params: one.id });
    },
  },
  listBlocks: {
    list: (api, _, query) => api.listBlocks({ query }),
    join: (person, center) => center.api.block({ params: person.id }),
  },
};
const names = Object.keys(lists);
const listOf = (name: string) => lists[name] as { list: List; join: Join };

const center = async () => {
  const person = await user.person();
  await person.api.updateMyPrivacy({ body: { profile: 'followers' } });
  return person;
};

const joined = async (name: string, count: number) => {
  const middle = await center();
  const people: Person[] = [];
  for (let n = 0; n < count; n += 1) {
    const person = await user.person();
    await listOf(name).join(person, middle);
    people.push(person);
  }
  return { middle, newest: people.map(({ id }) => id.id).reverse(), people };
};

const pagesOf = async (name: string, of: Person, limit: string, between?: () => Promise<unknown>) => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await listOf(name).list(of.api, of, { limit, ...(cursor !== undefined && { cursor }) });
    pages.push(page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    if (pages.length === 1) await between?.();
  } while (cursor !== undefined);
  return pages;
};

test.each(names)('%s refuses a cursor that it did not make', async (name) => {
  const { middle } = await joined(name, 2);
  const { list } = listOf(name);
  const { nextCursor } = await list(middle.api, middle, { limit: '1' });
  expect(nextCursor).not.toBeNull();
  await expect(list(middle.api, middle, { limit: '1', cursor: 'bm90IG91cnMgYXQgYWxsIG5v' })).toFail(
    errors.cursorInvalid,
  );
  const other = await center();
  await expect(list(other.api, other, { limit: '1', cursor: nextCursor ?? '' })).toFail(errors.cursorInvalid);
  await expect(list(middle.api, middle, { limit: '101' })).toFail(errors.invalid, '/query/limit');
});

test.each(names)('%s shows everybody once, newest first, also while somebody joins', async (name) => {
  const { middle, newest } = await joined(name, 5);
  const late = await user.person();
  const pages = await pagesOf(name, middle, '2', () => listOf(name).join(late, middle));
  expect(pages).toEqual([newest.slice(0, 2), newest.slice(2, 4), newest.slice(4)]);
  expect((await pagesOf(name, middle, '100')).flat()).toEqual([late.id.id, ...newest]);
});

test.each(names)('%s leaves out who is not active, and its pages stay full', async (name) => {
  const { middle, newest, people } = await joined(name, 5);
  await user.setStatus(people[3] as Person, 'banned');
  await user.setStatus(people[1] as Person, 'suspended');
  expect(await pagesOf(name, middle, '2')).toEqual([[newest[0], newest[2]], [newest[4]]]);
});

test.each(['listFollowers', 'listFollowing'])(
  '%s leaves out whom a block shuts off from the viewer, either way',
  async (name) => {
    const { middle, newest, people } = await joined(name, 4);
    const viewer = await user.person();
    await viewer.api.follow({ params: middle.id });
    await middle.api.acceptFollower({ params: viewer.id });
    await viewer.api.block({ params: (people[0] as Person).id });
    await (people[2] as Person).api.block({ params: viewer.id });
    const { items } = await listOf(name).list(viewer.api, middle, { limit: '10' });
    expect(items.map(({ id }) => id).filter((id) => id !== viewer.id.id)).toEqual([newest[0], newest[2]]);
  },
);

test('people who joined in the same millisecond are all shown, in one order', async () => {
  const { middle, people } = await joined('listFollowers', 5);
  await user
    .db('follows')
    .where({ following_id: middle.number })
    .update({ since: new Date(1_800_000_000_000) });
  const byId = people.map(({ id }) => id.id).reverse();
  expect((await pagesOf('listFollowers', middle, '2')).flat()).toEqual(byId);
});
