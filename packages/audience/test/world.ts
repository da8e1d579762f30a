import fc from 'fast-check';
import {
  audiences,
  canFindPerson,
  canSee,
  canSeeCard,
  canSeeProfile,
  stranger,
  type AccountStatus,
  type Audience,
  type Id,
  type Item,
  type Person,
  type Relation,
  type Seeker,
  type Viewer,
} from '../src/index.ts';

export interface Post extends Item {
  readonly id: Id;
  readonly author: Person;
}

export interface Tied {
  readonly viewer: Id;
  readonly author: Id;
  readonly relation: Relation;
}

/** A small community: who is in it, what they are to each other, and what they wrote. */
export interface World {
  readonly people: readonly Person[];
  readonly relations: readonly Tied[];
  readonly posts: readonly Post[];
}

const statuses: AccountStatus[] = ['active', 'suspended', 'banned', 'deleted', 'pending'];
const unknown = 'custom' as Audience;

const relation = fc.record({
  follows: fc.boolean(),
  friend: fc.boolean(),
  blocks: fc.boolean(),
  blockedBy: fc.boolean(),
  mutes: fc.boolean(),
});

const settings = fc.record({
  status: fc.oneof({ weight: 3, arbitrary: fc.constant('active' as const) }, fc.constantFrom(...statuses)),
  profileVisibility: fc.constantFrom(...audiences),
  searchVisibility: fc.constantFrom(...audiences),
});

/** Communities of up to six people, also with relations that the user service would never let exist. */
export const worlds: fc.Arbitrary<World> = fc
  .array(settings, { minLength: 1, maxLength: 6 })
  .map((people) => people.map((person, index): Person => ({ id: index + 1, ...person })))
  .chain((people) => {
    const person = fc.constantFrom(...people);
    const pair = fc.record({ viewer: person, author: person, relation });
    const post = fc.record({ author: person, audience: fc.constantFrom(...audiences, unknown) });
    return fc.record({
      people: fc.constant(people),
      relations: fc
        .uniqueArray(pair, { maxLength: 20, selector: (one) => `${String(one.viewer.id)} ${String(one.author.id)}` })
        .map((pairs) => pairs.filter((one) => one.viewer !== one.author))
        .map((pairs) => pairs.map((one): Tied => ({ ...one, viewer: one.viewer.id, author: one.author.id }))),
      posts: fc
        .array(post, { maxLength: 15 })
        .map((posts) => posts.map((one, index): Post => ({ id: index + 1, ...one }))),
    });
  });

/** Every case there is, once: all settings of an author × all that they can be to viewer 1 × all audiences of a post. */
export const everyCase = (): World => {
  const flags = [false, true];
  const people: Person[] = [
    { id: 1, status: 'active', profileVisibility: 'public', searchVisibility: 'public' },
    { id: 2, status: 'suspended', profileVisibility: 'private', searchVisibility: 'private' },
  ];
  const relations: Tied[] = [];
  for (const status of statuses)
    for (const profileVisibility of audiences)
      for (const searchVisibility of audiences)
        for (const follows of flags)
          for (const friend of flags)
            for (const blocks of flags)
              for (const blockedBy of flags) {
                const author = people.length + 1;
                people.push({ id: author, status, profileVisibility, searchVisibility });
                const relation = { follows, friend, blocks, blockedBy, mutes: author % 2 === 0 };
                relations.push({ viewer: 1, author, relation });
              }
  const posts = people.flatMap((author) => [...audiences, unknown].map((audience) => ({ author, audience })));
  return { people, relations, posts: posts.map((post, index) => ({ id: index + 1, ...post })) };
};

/** Everybody who can look at this world: nobody in particular, its people, and a newcomer without relations. */
export const viewersOf = (world: World): Viewer[] => [
  null,
  ...world.people.map(({ id }) => id),
  world.people.length + 1,
];

/** The viewer's relations as a search process holds them. */
export const seekerIn = (world: World, viewer: Id): Seeker => {
  const theirs = world.relations.filter((tied) => tied.viewer === viewer);
  const whose = (is: (relation: Relation) => boolean) =>
    theirs.filter((tied) => is(tied.relation)).map(({ author }) => author);
  return {
    id: viewer,
    follows: whose((to) => to.follows),
    friends: whose((to) => to.friend),
    blocked: whose((to) => to.blocks || to.blockedBy),
  };
};

/** What the oracle lets the viewer see of a world, by ids. */
export const visibleIn = (world: World, viewer: Viewer) => {
  const relations = new Map(
    world.relations.filter((tied) => tied.viewer === viewer).map((tied) => [tied.author, tied.relation]),
  );
  const to = (author: Id) => relations.get(author) ?? stranger;
  const those = (may: (viewer: Viewer, relation: Relation, person: Person) => boolean) =>
    world.people.filter((person) => may(viewer, to(person.id), person)).map(({ id }) => id);
  return {
    posts: world.posts.filter((post) => canSee(viewer, to(post.author.id), post.author, post)).map(({ id }) => id),
    cards: those(canSeeCard),
    pages: those(canSeeProfile),
    found: those(canFindPerson),
  };
};
