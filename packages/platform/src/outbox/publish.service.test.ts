import { events } from '@concord/contracts';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { platformTables } from '../mysql/platform-tables.ts';
import { transaction } from '../mysql/transaction.ts';
import { withTrace } from '../telemetry/trace.ts';
import { publish } from './publish.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await platformTables(fresh.db);
});
afterAll(() => fresh.drop());

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const payload = { postId: 1, authorId: 2, version: 3 };

test('an event is inserted and deleted in one transaction, with its trace, so that only the binlog keeps it', async () => {
  const statements: { sql: string; bindings: unknown[] }[] = [];
  const note = (query: Knex.Sql & { bindings: unknown[] }) => void statements.push(query);
  fresh.db.on('query', note);
  await withTrace({ traceparent }, () => transaction(fresh.db, (tx) => publish(tx, events.postCreated, 1, payload)));
  fresh.db.off('query', note);
  expect(statements.map(({ sql }) => sql.split(' ')[0]?.replace(';', '').toLowerCase())).toEqual([
    'begin',
    'insert',
    'delete',
    'commit',
  ]);
  expect(statements[1]?.bindings).toEqual(
    expect.arrayContaining(['post', '1', 'post.created', JSON.stringify(payload), traceparent]),
  );
  expect(await fresh.db('outbox')).toEqual([]);
});

test('a payload that the contract does not know stops the transaction', async () => {
  const surplus = { ...payload, content: 'text' };
  await expect(transaction(fresh.db, (tx) => publish(tx, events.postCreated, 1, surplus))).rejects.toThrow('content');
});
