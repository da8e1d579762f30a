import { contract, errors, type Operation } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import { idempotencyOf } from './idempotency.ts';

const keyed: Operation = contract.post.createPost;
const read = (header: string | undefined, operation = keyed, input: unknown = { content: 'a' }) =>
  idempotencyOf(operation, 7, header, [input]);

test.each(['', ' ', 'two words', 'ü', 'a'.repeat(256), '\u0000', '""', '"a b"'])('%j is no key', (header) => {
  expect(() => read(header)).toThrow(errors.invalid().message);
});

test('a key is taken with or without the quotes of a structured header', () => {
  expect(read('8e03978e-40d5')?.key).toBe('8e03978e-40d5');
  expect(read('"8e03978e-40d5"')).toEqual(read('8e03978e-40d5'));
  expect(read('!~'.repeat(127))?.key).toHaveLength(254);
});

test('there is none without the header, without an account, and where the contract knows none', () => {
  expect(read(undefined)).toBeNull();
  expect(read('k', contract.post.updatePost)).toBeNull();
  expect(idempotencyOf(keyed, undefined, 'k', [])).toBeNull();
});

test('the fingerprint is that of the operation and its input', () => {
  const other = { ...keyed, id: 'createOther' };
  const prints = [read('k'), read('k', other), read('k', keyed, { content: 'b' }), read('k', keyed, null)];
  expect(new Set(prints.map((one) => one?.fingerprint.toString('hex'))).size).toBe(4);
  expect(read('k')?.fingerprint).toEqual(read('other')?.fingerprint);
});
