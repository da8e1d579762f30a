import { Username } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { proposedDisplayName, proposedUsernames } from './username.ts';

const zero = () => 0;

test.each([
  ['Ada Lovelace', null, 'ada_lovelace'],
  ['Ada Lovelace', 'Ada-L', 'ada_l'],
  ['Jan Novák', null, 'jan_novak'],
  ['  --Zoë--  ', null, 'zoe'],
  ['A name that is much longer than a username may be', null, 'a_name_that_is_much_long'],
  ['李小龍', null, 'member0000'],
  ['Al', null, 'member0000'],
  [null, null, 'member0000'],
])('%j, called %j, is first proposed %s', (name, handle, expected) => {
  expect(proposedUsernames({ name, handle }, zero)[0]).toBe(expected);
});

test('whatever somebody is called, what is proposed can be a username and has no repetition but by chance', () => {
  let digit = 0;
  const next = () => (digit += 1) % 10;
  const name = fc.option(fc.string({ unit: 'binary', maxLength: 300 }));
  fc.assert(
    fc.property(name, name, (called, handle) => {
      const proposed = proposedUsernames({ name: called, handle }, next);
      expect(proposed.map((one) => Username.safeParse(one).success)).toEqual(proposed.map(() => true));
      expect(proposed.length).toBeGreaterThan(4);
    }),
  );
});

test.each([
  ['Ada Lovelace', null, 'Ada Lovelace'],
  [null, 'ada-l', 'ada-l'],
  ['  ', null, 'ada'],
  [null, null, 'ada'],
  ['a\u0000b', null, 'ab'],
  ['x'.repeat(79) + '😀', null, `${'x'.repeat(79)}\ufffd`],
])('the display name of %j, called %j', (name, handle, expected) => {
  expect(proposedDisplayName({ name, handle }, 'ada')).toBe(expected);
});
