import { expect, test } from '@jest/globals';
import { ApiError } from '@concord/client';
import { errors } from '@concord/contracts';
import './to-fail.ts';

const answered = (code: string, pointers: string[] = []) =>
  Promise.reject(
    new ApiError('getPost', 400, new Headers(), {
      ...{ type: '', title: 'No', status: 400, code },
      errors: pointers.map((pointer) => ({ pointer, detail: 'is wrong' })),
    }),
  );

test('is content with the failure it names, from HTTP or from inside', async () => {
  await expect(answered('not_found')).toFail(errors.notFound);
  await expect(() => {
    throw errors.notFound();
  }).toFail(errors.notFound);
});

test('is not content with an answer, another failure or another place', async () => {
  await expect(expect(Promise.resolve({ id: '1' })).toFail(errors.notFound)).rejects.toThrow('it answered: {"id":"1"}');
  await expect(expect(answered('forbidden')).toFail(errors.notFound)).rejects.toThrow('it failed otherwise');
  await expect(answered('invalid', ['/body/content'])).toFail(errors.invalid, '/body/content');
  const wrongPlace = expect(answered('invalid', ['/body/tags'])).toFail(errors.invalid, '/body/content');
  await expect(wrongPlace).rejects.toThrow('to point at /body/content');
});

test('lets through what is not a failure of the catalogue', async () => {
  await expect(expect(Promise.reject(new TypeError('a bug'))).toFail(errors.notFound)).rejects.toThrow('a bug');
});
