import { expect, test } from '@jest/globals';
import { NewAccount, NewPost } from '@concord/contracts';
import { anAccount, aPost, oddWord } from './index.ts';

test('makes what the contract accepts, never the same twice', () => {
  expect(NewAccount.safeParse(anAccount()).success).toBe(true);
  expect(NewPost.safeParse(aPost()).success).toBe(true);
  expect(new Set(Array.from({ length: 1_000 }, oddWord)).size).toBe(1_000);
  expect(anAccount({ displayName: 'Ada' }).displayName).toBe('Ada');
});
