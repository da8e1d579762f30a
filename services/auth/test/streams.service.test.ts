import { state, type StateStream } from '@concord/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startAuth, type Auth } from './auth.ts';

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth();
});
afterAll(() => auth.stop());

const streams: [string, StateStream][] = Object.entries(state.auth);

test.each(streams)('the table of state.auth.%s has every captured column', async (_, { table, columns }) => {
  expect(Object.keys(await auth.db(table).columnInfo())).toEqual(expect.arrayContaining(Object.keys(columns.shape)));
});

test('no private column is captured', () => {
  const captured = streams.flatMap(([, { columns }]) => Object.keys(columns.shape));
  expect(captured.filter((column) => /mail|password|token|hash|provider/.test(column))).toEqual([]);
});
