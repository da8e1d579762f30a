import { errors, type Problem } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import type { Logger } from '../telemetry/log.ts';
import { problemExit } from './problem-exit.ts';
import type { Context } from './state.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const refused = Object.assign(new Error("Access denied for user 'x'"), { code: 'ER_ACCESS_DENIED_ERROR' });

/** What stands in the log after a request that failed so. */
const logged = async (failure: Error | Problem): Promise<unknown[]> => {
  const lines: unknown[] = [];
  const log = {
    warn: (facts: object) => lines.push({ level: 'warn', ...facts }),
    error: (facts: object) => lines.push({ level: 'error', ...facts }),
  } as unknown as Logger;
  const context = { state: { traceparent, operation: 'getPost' }, path: '/', set: () => undefined };
  await problemExit(log)(context as unknown as Context, () => Promise.reject(failure));
  return lines;
};

test('what is the caller’s fault is not logged', async () => {
  expect(await logged(errors.notFound())).toEqual([]);
});

test('an outage is logged by what caused it in the first place, without its message', async () => {
  const [line] = await logged(errors.stale(undefined, { cause: errors.unavailable(undefined, { cause: refused }) }));
  expect(line).toMatchObject({ level: 'warn', reason: 'ER_ACCESS_DENIED_ERROR', operation: 'getPost' });
  expect(JSON.stringify(line)).not.toContain('Access denied');
});

test('what nobody foresaw is logged whole', async () => {
  expect(await logged(refused)).toMatchObject([{ level: 'error', err: refused, operation: 'getPost' }]);
});
