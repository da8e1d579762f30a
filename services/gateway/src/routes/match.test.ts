import { expect, test } from '@jest/globals';
import { contract, type Operation, type Operations } from '@concord/contracts';
import { operationsAt } from './match.ts';

const operations = Object.values<Operations>(contract).flatMap((service) => Object.values<Operation>(service));
const pathOf = ({ path }: Operation) => path.replaceAll(/\{\w+\}/g, '7');

test('every public operation of the contract is found by its path', () => {
  for (const operation of operations.filter(({ access }) => access !== 'internal'))
    expect(operationsAt(pathOf(operation))).toContain(operation);
});

test('internal operations do not exist here', () => {
  for (const operation of operations.filter(({ access }) => access === 'internal'))
    expect([operation.id, operationsAt(pathOf(operation))]).toEqual([operation.id, []]);
});

test.each([
  '/internal/users/7',
  '/v1/posts/../../internal/users/7',
  '/v1/posts/%2e%2e/7',
  '/v1/posts/%2fetc',
  '/v1//posts/7',
  '/v1/posts/7/',
  '/v1/posts/./7',
  '/v1/posts\\7',
  '/V1/posts/7',
  '/v1/posts/%00',
])('%s is no path of ours', (path) => {
  expect(operationsAt(path)).toEqual([]);
});
