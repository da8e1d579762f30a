import { expect, test } from '@jest/globals';
import { keptSettings, skipsUnreadableDdl, skipUnreadableDdl } from './kept-settings.ts';

test('a connector that has once passed over an unreadable statement goes on doing so', () => {
  const config = { 'poll.interval.ms': '500', ...skipUnreadableDdl };
  expect(skipsUnreadableDdl(config)).toBe(true);
  expect(keptSettings(config)).toEqual(skipUnreadableDdl);
});

test.each([
  ['is not there yet', null],
  ['is strict', { 'poll.interval.ms': '500' }],
])('of one that %s nothing is kept', (_, config) => {
  expect(keptSettings(config)).toEqual({});
});
