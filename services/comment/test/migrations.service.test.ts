import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { state, type StateStream } from '@concord/contracts';
import { migrate } from '@concord/platform';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { migrations } from './community.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const tables = async () => {
  const [rows] = (await fresh.db.raw('SHOW TABLES')) as [Record<string, string>[]];
  return rows.flatMap((row) => Object.values(row)).filter((name) => !name.startsWith('knex_'));
};

test('every migration goes up, down again and up again', async () => {
  const names = await migrate(fresh.url, migrations, 'up');
  const after = await tables();
  expect(after).toEqual(
    expect.arrayContaining([
      ...['comments', 'earlier_contents', 'locked_posts', 'narrowings', 'rewrites', 'reaction_counts'],
      ...['comment_counts', 'comment_counts_pending', 'people', 'relations', 'posts', 'outbox'],
    ]),
  );
  expect(await migrate(fresh.url, migrations, 'up')).toEqual([]);
  for (let turn = 0; turn < names.length; turn += 1) await migrate(fresh.url, migrations, 'down');
  expect(await tables()).toEqual([]);
  await migrate(fresh.url, migrations, 'up');
  expect(await tables()).toEqual(after);
});

const streams: [string, StateStream][] = Object.entries(state.comment);

test.each(streams)('the table of state.comment.%s has every captured column and its key', async (_, stream) => {
  expect(Object.keys(await fresh.db(stream.table).columnInfo())).toEqual(
    expect.arrayContaining(Object.keys(stream.columns.shape)),
  );
  const [rows] = (await fresh.db.raw("SHOW KEYS FROM ?? WHERE Key_name = 'PRIMARY'", [stream.table])) as [
    { Column_name: string }[],
  ];
  expect(rows.map((row) => row.Column_name)).toEqual(stream.key);
});

test('no captured column is one that a reply, an edit or a place changes beside the version', () => {
  const captured = Object.keys(state.comment.comments.columns.shape);
  expect(captured.filter((column) => ['places', 'gone', 'revision', 'path'].includes(column))).toEqual([]);
});
