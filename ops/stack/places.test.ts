import { expect, test } from '@jest/globals';
import { places } from './places.ts';

const user = { uid: 1000, home: '/home/ada' };
const root = { uid: 0, home: '/root' };

test('an ordinary user keeps data in the checkout and servers in the cache of the home folder', () => {
  const { state, data, cache } = places('concord', {}, user);
  expect(data).toBe(`${state}/data`);
  expect(cache).toBe('/home/ada/.cache/concord');
});

test('the cache follows XDG_CACHE_HOME', () => {
  expect(places('concord', { XDG_CACHE_HOME: '/big/cache' }, user).cache).toBe('/big/cache/concord');
});

test('root keeps data where the servers’ own user can enter, in another folder for each checkout and stack', () => {
  const one = places('concord', {}, root).data;
  const other = places('concord-test', {}, root).data;
  const third = places('concord', { CONCORD_STATE_DIR: '/elsewhere/.concord' }, root).data;
  for (const folder of [one, other, third]) expect(folder).toMatch(/^\/var\/lib\/concord\//);
  expect(new Set([one, other, third]).size).toBe(3);
});
