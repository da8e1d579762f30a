import { expect, test } from '@jest/globals';
import { errors } from '@concord/contracts';
import '@concord/testkit';
import { asking } from './ask.ts';

const failing = (name: string, statusCode?: number) =>
  asking(Promise.reject(Object.assign(new Error('no'), { name, ...(statusCode && { meta: { statusCode } }) })));

test.each([
  ['ConnectionError', undefined],
  ['TimeoutError', undefined],
  ['ResponseError', 404],
  ['ResponseError', 429],
  ['ResponseError', 503],
])('%s %s means that search is unavailable', async (name, status) => {
  await expect(failing(name, status)).toFail(errors.unavailable);
});

test.each([
  ['ResponseError', 400],
  ['TypeError', undefined],
])('%s %s is a fault of ours and stays one', async (name, status) => {
  await expect(failing(name, status)).rejects.toThrow('no');
});
