import { expect, test } from '@jest/globals';
import { lanes } from './lanes.ts';

test('one lane keeps its order, also after a failure, and other lanes do not wait for it', async () => {
  const inLane = lanes();
  const first = Promise.withResolvers<undefined>();
  const order: string[] = [];
  const failing = inLane(0, async () => {
    await first.promise;
    order.push('0 first');
    throw new Error('failed');
  });
  const second = inLane(0, () => Promise.resolve(order.push('0 second')));
  await inLane(1, () => Promise.resolve(order.push('1')));
  first.resolve(undefined);
  await expect(failing).rejects.toThrow('failed');
  await second;
  expect(order).toEqual(['1', '0 first', '0 second']);
});
