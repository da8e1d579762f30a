import { expect, test } from '@jest/globals';
import { cookieIn } from './cookie.ts';

test.each([
  ['a=1', '1'],
  ['b=2; a=1; c=3', '1'],
  ['a=', ''],
  ['a=x=y', 'x=y'],
  ['ba=1', null],
  ['A=1', null],
  ['', null],
  [undefined, null],
])('in %j the cookie a is %j', (header, value) => {
  expect(cookieIn(header, 'a')).toBe(value);
});
