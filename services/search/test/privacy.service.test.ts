import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  audiences,
  canFindPerson,
  canSee,
  canSeeComment,
  canSeeProfile,
  isMuted,
  stranger,
  type Audience,
  type Person,
  type Relation,
} from '@concord/audience';
import type { Id } from '@concord/contracts';
import { oddWord } from '@concord/testkit';
import fc from 'fast-check';
import { commentOf, nextId, personRow, postOf, relationRow } from './rows.ts';
import { startSearch, type Search } from './search.ts';

let search: Search;
beforeAll(async () => {
  search = await startSearch();
});
afterAll(() => search.stop());

const flags = fc.record({
  ...{ follows: fc.boolean(), friend: fc.boolean(), mutes: fc.boolean() },
  ...{ blocks: fc.constantFrom(false, false, false, true), blockedBy: fc.constantFrom(false, false, false, true) },
});
const settings = fc.record({
  status: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'suspended' as const),
  profileVisibility: fc.constantFrom(...audiences),
  searchVisibility: fc.constantFrom(...audiences),
  isNarrowing: fc.constantFrom(false, false, false, true),
});
const tagForms = ['a', 'b', 'é', 'e'];

/** Communities of three or four people, what they are to each other, and what they wrote with which tags. */
const communities = fc.array(settings, { minLength: 3, maxLength: 4 }).chain((people) => {
  const person = fc.integer({ min: 0, max: people.length - 1 });
  return fc.record({
    people: fc.constant(people),
    ties: fc.uniqueArray(fc.record({ viewer: person, author: person, relation: flags }), {
      selector: ({ viewer, author }) => `${String(viewer)} ${String(author)}`,
      maxLength: 10,
    }),
    posts: fc.array(
      fc.record({
        author: person,
        audience: fc.constantFrom<Audience>(...audiences),
        tags: fc.uniqueArray(fc.constantFrom(...tagForms), { maxLength: 3 }),
        deleted: fc.constantFrom(false, false, false, true),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    comments: fc.array(
      fc.record({
        author: person,
        post: fc.nat({ max: 11 }),
        deleted: fc.constantFrom(false, false, false, true),
        narrowed: fc.constantFrom('nothing', 'nothing', 'nothing', 'post', 'author'),
      }),
      { maxLength: 12 },
    ),
  });
});
type Community = typeof communities extends fc.Arbitrary<infer T> ? T : never;

/** Puts a community into the index; its people and posts share words that nobody else uses. */
const settle = async ({ people, ties, posts, comments }: Community) => {
  const words = { name: oddWord(), page: oddWord(), post: oddWord(), comment: oddWord() };
  const persons = people.map((own): Person & { isNarrowing: boolean } => ({ id: nextId(), ...own }));
  const idOf = (index: number): Id => persons[index]?.id ?? 0;
  const relations = new Map<string, Relation>();
  for (const { viewer, author, relation } of ties)
    if (viewer !== author) relations.set(`${String(idOf(viewer))}:${String(idOf(author))}`, relation);
  const written = posts.flatMap(({ author, audience, tags, deleted }) => {
    const by = persons[author];
    if (!by) return [];
    const content = deleted ? '' : `A post about ${words.post}`;
    const named = tags.map((tag) => words.post + tag);
    const row = postOf(by, audience, { content, tags: named, deleted_at: deleted ? new Date() : null });
    return [{ by, audience, tags: named, deleted, row }];
  });
  const answers = comments.flatMap(({ author, post, deleted, narrowed }) => {
    const [by, under] = [persons[author], written[post]];
    if (!by || !under) return [];
    return [{ by, under, deleted, narrowed, row: commentOf(by, under, { content: `Re: ${words.comment}`, deleted }) }];
  });
  await search.put('comments', ...answers.map(({ row }) => row));
  for (const { narrowed, row } of answers) {
    const subjects = { nothing: null, post: search.narrowed.posts, author: search.narrowed.authors }[narrowed];
    subjects?.apply(narrowed === 'post' ? row.post_id : row.user_id, { active: true, version: 1 }, Date.now());
  }
  const narrowedPosts = new Set(answers.flatMap(({ narrowed, row }) => (narrowed === 'post' ? [row.post_id] : [])));
  const narrowedAuthors = new Set(answers.flatMap(({ narrowed, row }) => (narrowed === 'author' ? [row.user_id] : [])));
  await search.put('users', ...persons.map((one) => personRow(one, { display_name: words.name, bio: words.page })));
  await search.put('posts', ...written.map(({ row }) => row));
  await search.put(
    'relations',
    ...[...relations].map(([pair, relation]) => {
      const [viewer = 0, author = 0] = pair.split(':').map(Number);
      return relationRow(viewer, author, relation);
    }),
  );
  for (const { id, isNarrowing } of persons)
    if (isNarrowing) search.narrowed.postAuthors.apply(id, { active: true, version: 1 }, Date.now());
  return {
    words,
    persons,
    written,
    answers,
    narrowedPosts,
    narrowedAuthors,
    relationTo: (viewer: Id | null, author: Id) => relations.get(`${String(viewer)}:${String(author)}`) ?? stranger,
  };
};

/** What the oracle lets a viewer find, counted by hand. */
const expected = (community: Awaited<ReturnType<typeof settle>>, viewer: Id | null) => {
  const { persons, written, answers, narrowedPosts, narrowedAuthors, relationTo } = community;
  const seen = written.filter(
    ({ by, audience, deleted }) =>
      !deleted && (!by.isNarrowing || by.id === viewer) && canSee(viewer, relationTo(viewer, by.id), by, { audience }),
  );
  const readable = answers.filter(
    ({ by, under, deleted, row }) =>
      !deleted &&
      !under.deleted &&
      !narrowedPosts.has(row.post_id) &&
      (!narrowedAuthors.has(by.id) || by.id === viewer) &&
      (!under.by.isNarrowing || under.by.id === viewer) &&
      canSeeComment(
        viewer,
        { author: under.by, item: under, relation: relationTo(viewer, under.by.id) },
        { author: by, relation: relationTo(viewer, by.id) },
      ),
  );
  const counts = new Map<string, number>();
  for (const tag of seen.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const found = persons.filter((one) => canFindPerson(viewer, relationTo(viewer, one.id), one));
  const open = (one: Person) => canSeeProfile(viewer, relationTo(viewer, one.id), one);
  return {
    posts: seen.map(({ row }) => String(row.id)).sort(),
    comments: readable.map(({ row }) => String(row.id)).sort(),
    hashtags: [...counts].sort(([one], [other]) => (one < other ? -1 : 1)),
    named: found.map(({ id }) => String(id)).sort(),
    described: found
      .filter(open)
      .map(({ id }) => String(id))
      .sort(),
    suggested: found
      .filter(({ id }) => id === viewer || !isMuted(relationTo(viewer, id)))
      .map(({ id }) => String(id))
      .sort(),
  };
};

/** The same, asked of the service. */
const answered = async ({ words }: Awaited<ReturnType<typeof settle>>, viewer: Id | null) => {
  const api = viewer === null ? search.anonymous : search.as(viewer);
  const ask = async (q: string, type: 'posts' | 'comments' | 'users' | 'hashtags') => {
    const { items, total } = await api.search({ query: { q, type, limit: '100' } });
    expect(total).toBe(items.length);
    return items;
  };
  const ids = (items: readonly object[]) => items.flatMap((item) => ('id' in item ? [String(item.id)] : [])).sort();
  const tags = (items: readonly object[]) =>
    items
      .flatMap((item) => ('tag' in item && 'posts' in item ? [[item.tag, item.posts] as [string, number]] : []))
      .sort(([one], [other]) => (one < other ? -1 : 1));
  const named = await ask(words.name, 'users');
  const withBio = named.filter((item) => 'bio' in item && item.bio !== null);
  const suggestedTags = await api.suggest({ query: { q: words.post, type: 'hashtags', limit: '100' } });
  const hashtags = tags(await ask(words.post, 'hashtags'));
  expect(tags(suggestedTags.items)).toEqual(hashtags);
  const described = ids(await ask(words.page, 'users'));
  expect(ids(withBio)).toEqual(described);
  const notDescribed = ids(await ask(`${words.name} -${words.page}`, 'users'));
  expect([...notDescribed, ...described].sort()).toEqual(ids(named));
  return {
    posts: ids(await ask(words.post, 'posts')),
    comments: ids(await ask(words.comment, 'comments')),
    hashtags,
    named: ids(named),
    described,
    suggested: ids((await api.suggest({ query: { q: words.name.slice(0, 9), limit: '100' } })).items),
  };
};

test('hits, totals, counts, biographies and suggestions know only what the oracle lets the viewer see', async () => {
  await fc.assert(
    fc.asyncProperty(communities, async (given) => {
      const community = await settle(given);
      for (const viewer of [null, ...community.persons.map(({ id }) => id), nextId()])
        expect(await answered(community, viewer)).toEqual(expected(community, viewer));
    }),
    { numRuns: 12 },
  );
}, 300_000);

test('pages of three hold together what one page holds', async () => {
  const sample = fc.sample(communities, 1)[0];
  if (!sample) throw new Error('no sample');
  const author = { author: 0, audience: 'public' as const, tags: [], deleted: false };
  const own = { status: 'active' as const, profileVisibility: 'public' as const, searchVisibility: 'public' as const };
  const people = [{ ...own, isNarrowing: false }, ...sample.people];
  const community = await settle({
    ...sample,
    people,
    posts: [...sample.posts, ...Array.from({ length: 10 }, () => author)],
  });
  for (const { id } of community.persons) {
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search
        .as(id)
        .search({ query: { q: community.words.post, limit: '3', ...(cursor && { cursor }) } });
      expect(page.total).toBe(expected(community, id).posts.length);
      pages.push(...page.items.flatMap((item) => ('id' in item ? [item.id] : [])));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(pages.toSorted()).toEqual(expected(community, id).posts);
  }
}, 60_000);
