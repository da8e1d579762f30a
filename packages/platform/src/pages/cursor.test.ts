import { errors } from '@concord/contracts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { cursorSealer } from './cursor.ts';

const here = cursorSealer('a secret of this deployment');
const Position = z.strictObject({ likes: z.int(), id: z.int() });
const position = fc.record({ likes: fc.nat(), id: fc.maxSafeNat() });
const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { spec?: { code: string } }).spec?.code ?? error;
  }
};
const invalid = errors.cursorInvalid().spec.code;

test('a cursor says what it was made of, in the letters of a URL', () => {
  fc.assert(
    fc.property(position, (one) => {
      const cursor = here.seal('comments', one);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(here.open('comments', cursor, Position)).toEqual(one);
    }),
  );
  expect(here.open('comments', undefined, Position)).toBeUndefined();
});

test('one cursor tells nothing of its position, and two of the same position have nothing in common', () => {
  const [one, other] = [here.seal('comments', { likes: 5, id: 7 }), here.seal('comments', { likes: 5, id: 7 })];
  expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('likes');
  expect(one).not.toBe(other);
});

test('one of another list, another secret or another shape is refused, and so is one that was changed', () => {
  const cursor = here.seal('comments', { likes: 5, id: 7 });
  const attempts = [
    () => here.open('posts', cursor, Position),
    () => cursorSealer('another secret of somebody').open('comments', cursor, Position),
    () => here.open('comments', cursor, z.string()),
    ...['', 'x', 'x'.repeat(60), `${cursor}A`].map((text) => () => here.open('comments', text, Position)),
  ];
  expect(attempts.map(codeOf)).toEqual(attempts.map(() => invalid));
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const bytes = Buffer.from(cursor, 'base64url');
      const index = place % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ change;
      expect(codeOf(() => here.open('comments', bytes.toString('base64url'), Position))).toBe(invalid);
    }),
  );
});
