import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { Id } from './kit/types.ts';
import { examplesIn, looseObjects } from './schema-walk.ts';

test('finds objects that let unknown fields pass, however deep', () => {
  expect(looseObjects(z.strictObject({ a: z.array(z.object({ b: z.string() })) }))).toEqual(['b']);
  expect(looseObjects(z.strictObject({ a: z.object({ b: z.string() }).catchall(z.string()) }))).toEqual([]);
});

test('finds every example with the part it must fit', () => {
  const bad = z.strictObject({
    a: z
      .string()
      .max(2)
      .optional()
      .meta({ examples: ['long'] }),
    id: Id,
  });
  const found = examplesIn(bad).map(({ schema, example }) => [example, schema.safeParse(example).success]);
  expect(found).toEqual([
    ['4503599627370496', true],
    ['long', false],
  ]);
});
