import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Query, Viewer } from '../src/index.ts';
import { documentsOf, filtersOf } from './documents.ts';
import { everyCase, viewersOf, visibleIn, worlds, type World } from './world.ts';

const server = process.env['CONCORD_ELASTICSEARCH_URL'];
const onElasticsearch = server === undefined ? test.skip : test;
const index = `t-audience-${randomBytes(4).toString('hex')}`;
const properties = {
  id: { type: 'long' },
  author_id: { type: 'long' },
  width: { type: 'keyword' },
  reach: { type: 'keyword' },
  search_width: { type: 'keyword' },
  world: { type: 'keyword' },
};

beforeAll(async () => {
  if (server !== undefined)
    await send('PUT', `/${index}`, [
      { settings: { number_of_replicas: 0 }, mappings: { dynamic: 'strict', properties } },
    ]);
});

afterAll(async () => {
  if (server !== undefined) await send('DELETE', `/${index}`);
});

const send = async (method: string, path: string, lines: object[] = []): Promise<unknown> => {
  const { origin, username, password } = new URL(server ?? '');
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: {
      'content-type': lines.length > 1 ? 'application/x-ndjson' : 'application/json',
      authorization: `Basic ${Buffer.from(`${username}:${decodeURIComponent(password)}`).toString('base64')}`,
    },
    ...(lines.length > 0 && { body: `${lines.map((line) => JSON.stringify(line)).join('\n')}\n` }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${String(answer.status)}: ${await answer.text()}`);
  return answer.json();
};

/** Adds a world to the index and gives the names of its posts and people there. */
const store = async (world: World) => {
  const { posts, people } = documentsOf(world);
  const names = { posts: randomBytes(8).toString('hex'), people: randomBytes(8).toString('hex') };
  const lines = [
    ...posts.map((post) => ({ ...post, world: names.posts })),
    ...people.map((person) => ({ ...person, world: names.people })),
  ].flatMap((document) => [{ index: {} }, document]);
  expect(await send('POST', `/${index}/_bulk?refresh=true`, lines)).toMatchObject({ errors: false });
  return names;
};

/** The ids that each question finds in its part of the index. */
const search = async (questions: { name: string; visible: Query }[]): Promise<number[][]> => {
  const lines = questions.flatMap(({ name, visible }) => [
    {},
    { size: 10_000, sort: ['id'], _source: false, query: { bool: { filter: [{ term: { world: name } }, visible] } } },
  ]);
  const answer = (await send('POST', `/${index}/_msearch`, lines)) as {
    responses: { hits: { hits: { sort: [number] }[] } }[];
  };
  return answer.responses.map(({ hits }) => hits.hits.map((hit) => hit.sort[0]));
};

const agree = async (world: World, viewers: Viewer[]) => {
  const names = await store(world);
  const answers = await search(
    viewers.flatMap((viewer) => {
      const { posts, pages, found } = filtersOf(world, viewer);
      return [
        { name: names.posts, visible: posts },
        { name: names.people, visible: pages },
        { name: names.people, visible: found },
      ];
    }),
  );
  for (const [turn, viewer] of viewers.entries()) {
    const [posts, pages, found] = answers.slice(3 * turn);
    expect(visibleIn(world, viewer)).toMatchObject({ posts, pages, found });
  }
};

onElasticsearch(
  'the filter agrees with the oracle on a real server in every case there is',
  async () => {
    const world = everyCase();
    await agree(world, [null, 1, 2, world.people.length + 1]);
  },
  60_000,
);

onElasticsearch(
  'the filter agrees with the oracle on a real server in any community, for anyone',
  async () => {
    await fc.assert(
      fc.asyncProperty(worlds, (world) => agree(world, viewersOf(world))),
      { numRuns: 20 },
    );
  },
  60_000,
);
