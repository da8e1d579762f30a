import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reachOf, type Id, type Viewer } from '../src/index.ts';
import { documentsOf, filtersOf } from './documents.ts';
import { matches } from './evaluate.ts';
import { everyCase, viewersOf, visibleIn, worlds, type World } from './world.ts';

const found = (world: World, viewer: Viewer, narrowed: Id[] = []) => {
  const { posts, people } = documentsOf(world);
  const filters = filtersOf(world, viewer, narrowed);
  return {
    posts: posts.filter((post) => matches(filters.posts, post)).map(({ id }) => id),
    pages: people.filter((person) => matches(filters.pages, person)).map(({ id }) => id),
    found: people.filter((person) => matches(filters.found, person)).map(({ id }) => id),
  };
};

test('the filter for Elasticsearch agrees with the oracle in every case there is', () => {
  const world = everyCase();
  for (const viewer of [null, 1, 2, world.people.length + 1])
    expect(visibleIn(world, viewer)).toMatchObject(found(world, viewer));
});

test('the filter for Elasticsearch agrees with the oracle in any community, for anyone', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      for (const viewer of viewersOf(world)) expect(visibleIn(world, viewer)).toMatchObject(found(world, viewer));
    }),
    { numRuns: 300 },
  );
});

test('while authors are being narrowed, the index shows nothing that the oracle now refuses, and themselves everything', () => {
  fc.assert(
    fc.property(worlds, (after) => {
      const people = after.people.map(
        (person) => ({ ...person, status: 'active', profileVisibility: 'public' }) as const,
      );
      const posts = after.posts.map((post) => ({ ...post, author: people[post.author.id - 1] ?? post.author }));
      const before: World = { ...after, people, posts };
      const narrowed = after.people.filter((person) => reachOf(person) !== 'public').map(({ id }) => id);
      for (const viewer of viewersOf(after)) {
        const shown = found(before, viewer, narrowed).posts;
        const own = after.posts.filter((post) => post.author.id === viewer).map(({ id }) => id);
        expect(visibleIn(after, viewer).posts).toEqual(expect.arrayContaining(shown));
        expect(shown).toEqual(expect.arrayContaining(own));
      }
    }),
    { numRuns: 200 },
  );
});

test('whoever sees a page or finds a person also sees the card', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      for (const viewer of viewersOf(world)) {
        const { cards, pages, found: people } = visibleIn(world, viewer);
        expect(cards).toEqual(expect.arrayContaining([...pages, ...people]));
      }
    }),
  );
});
