import { beforeAll, expect, test } from '@jest/globals';
import { contract, type Operation, type Operations } from '@concord/contracts';
import { anyone } from './platform.ts';
import { callers, type Caller } from './roles/callers.ts';
import { table, type Row } from './roles/table.ts';
import { makeWorld, type World } from './roles/world.ts';

const operations: readonly Operation[] = Object.values<Operations>(contract)
  .flatMap((service) => Object.values(service))
  .filter(({ access }) => access !== 'internal');

/** A row's operation is the first word of its name. */
const operationOf = (name: string): string => name.split(' ')[0] ?? '';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 60_000);

test('every operation of the contract has a row, and every row an operation', () => {
  const named = new Set(Object.keys(table).map(operationOf));
  expect(named).toEqual(new Set(operations.map(({ id }) => id)));
});

const apiOf = (caller: Caller) => (caller === 'anonymous' ? anyone : world[caller].api);

const statusOf = async (operation: Operation, { input }: Row, caller: Caller): Promise<number> =>
  (await apiOf(caller).raw(operation, await input(world, caller))).status;

test.each(Object.entries(table))('%s', async (name, row) => {
  const operation = operations.find(({ id }) => id === operationOf(name)) as Operation;
  const answers: string[] = [];
  for (const caller of callers) answers.push(`${caller} ${String(await statusOf(operation, row, caller))}`);
  expect(answers).toEqual(row.expected.split(' ').map((status, index) => `${String(callers[index])} ${status}`));
});
