import { expect, test } from '@jest/globals';
import { undoing } from './undoing.ts';

test('everything is undone in reverse order, also after a failure', async () => {
  const undone: string[] = [];
  const work = undoing((later) => {
    later(() => Promise.resolve(undone.push('first')));
    later(() => Promise.resolve(undone.push('last')));
    return Promise.reject(new Error('failed'));
  });
  await expect(work).rejects.toThrow('failed');
  expect(undone).toEqual(['last', 'first']);
});

test('what could not be undone is told, and does not keep the rest from being undone', async () => {
  const undone: string[] = [];
  const work = undoing((later) => {
    later(() => Promise.resolve(undone.push('first')));
    later(() => Promise.reject(new Error('cannot be undone')));
    return Promise.reject(new Error('failed'));
  });
  await expect(work).rejects.toThrow('cannot be undone');
  expect(undone).toEqual(['first']);
});
