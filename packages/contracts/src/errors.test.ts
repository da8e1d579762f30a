import { expect, test } from '@jest/globals';
import { commonErrors, routingErrors } from './common-errors.ts';
import { contract } from './contract.ts';
import { errors } from './errors.ts';
import type { Operation } from './kit/operation.ts';
import { Problem, type ErrorSpec } from './kit/problem.ts';

const catalogue = Object.entries<ErrorSpec>(errors);
const operations = Object.values(contract).flatMap((service) => Object.values<Operation>(service));

test('codes are unique, and are the names in snake_case', () => {
  const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  expect(catalogue.map(([, { code }]) => code)).toEqual(catalogue.map(([name]) => snake(name)));
});

test('what may succeed later is what has a status that says so', () => {
  const retriable = catalogue.filter(([, spec]) => spec.retriable && spec !== errors.idempotencyInFlight);
  expect(new Set(retriable.map(([, { status }]) => status))).toEqual(new Set([429, 500, 503]));
  expect(catalogue.filter(([, { status, retriable }]) => [429, 503].includes(status) && !retriable)).toEqual([]);
});

test('every entry is answered by somebody', () => {
  const used = new Set([
    ...operations.flatMap((operation) => [...operation.errors, ...commonErrors(operation)]),
    ...routingErrors,
  ]);
  expect(catalogue.filter(([name]) => !used.has(errors[name as keyof typeof errors])).map(([name]) => name)).toEqual(
    [],
  );
});

test('an entry makes the failure it specifies', () => {
  const failure = errors.rateLimited('slowly', { retryAfter: 3 });
  expect(failure).toBeInstanceOf(Problem);
  expect(failure).toMatchObject({
    spec: { code: 'rate_limited', status: 429 },
    detail: 'slowly',
    options: { retryAfter: 3 },
  });
});
