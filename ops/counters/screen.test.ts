import { expect, test } from '@jest/globals';
import { countersScreen } from './screen.ts';

const agreed = { counter: 'comments of posts', compared: 1_204, differ: 0, examples: [], repaired: 0 };

test('numbers that agree are one word', () => {
  expect(countersScreen([agreed])[0]).toBe('● AGREE    1,204 numbers compared');
});

test('numbers that do not are shown with what they should be', () => {
  const examples = [{ what: 'post 7 like', stored: 5, right: 1 }];
  const [headline, table] = countersScreen([agreed, { ...agreed, counter: 'reactions of posts', differ: 3, examples }]);
  expect(headline).toBe('✖ DRIFTED  3 of 2,408 numbers are wrong');
  expect(table?.split('\n').at(-1)).toBe(
    '  reactions of posts  1,204     ✖ 3     post 7 like: 5, should be 1 · 2 more',
  );
});
