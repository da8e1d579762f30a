import { expect, test } from '@jest/globals';
import type { Logger } from '../telemetry/log.ts';
import { observed } from './access-log.ts';
import type { Context } from './state.ts';

/** The line of a request that this operation answers. */
const lineOf = async (path: string, operation: string): Promise<Record<string, unknown>> => {
  const lines: Record<string, unknown>[] = [];
  const log = { info: (facts: Record<string, unknown>) => lines.push(facts) } as unknown as Logger;
  const context = { state: {}, path, method: 'GET', status: 200, get: () => '', set: () => undefined };
  await observed(log)(context as unknown as Context, () => {
    Object.assign(context.state, { operation });
    return Promise.resolve();
  });
  return lines[0] ?? {};
};

test('a token in the path of an operation does not reach the log', async () => {
  const line = await lineOf('/v1/unsubscriptions/a-secret', 'unsubscribeByLink');
  expect(line).toMatchObject({ method: 'GET', operation: 'unsubscribeByLink', status: 200 });
  expect(JSON.stringify(line)).not.toContain('a-secret');
});

test('what no operation answers is told by its path', async () => {
  expect(await lineOf('/v1/nothing', '')).toMatchObject({ path: '/v1/nothing' });
});
