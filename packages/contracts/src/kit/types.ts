import { z } from 'zod';

/**
 * A time-ordered 53-bit integer; opaque to callers, who see its decimal digits as a string.
 * Decodes to a number, encodes to a string.
 */
export const Id = z.codec(
  z
    .string()
    .regex(/^[1-9][0-9]{0,15}$/, 'is not an id')
    .meta({ description: 'An opaque identifier', examples: ['4503599627370496'] }),
  z.int().positive(),
  { decode: (text) => Number(text), encode: (id) => String(id) },
);
export type Id = number;

/** RFC 3339, UTC, on the wire; a Date inside. */
export const Time = z.codec(
  z.iso
    .datetime({ offset: true })
    .meta({ description: 'A time, RFC 3339 in UTC', examples: ['2026-11-22T09:30:00.000Z'] }),
  z.date(),
  { decode: (text) => new Date(text), encode: (date) => date.toISOString() },
);

/** A whole number in a query string. */
export const WholeNumber = (min: number, max: number) =>
  z.codec(
    z
      .string()
      .regex(/^[0-9]{1,9}$/, 'is not a whole number')
      .meta({ type: 'integer', minimum: min, maximum: max }),
    z.int().min(min).max(max),
    { decode: (text) => Number(text), encode: (value) => String(value) },
  );

/** Text that survives every store unchanged: no NUL, no lone surrogate. Lengths count UTF-16 units. */
export const Text = (min: number, max: number) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine((text) => !text.includes('\u0000') && text.isWellFormed(), 'holds characters that cannot be stored');

export const defaultPageSize = 20;
export const largestPageSize = 100;

/** The bytes of a file: a service answers a stream of them, a caller gets them whole. Its operation says of which media type (`file`). */
export const FileBody = z.unknown().meta({ type: 'string', format: 'binary' }) as unknown as z.ZodType<
  NodeJS.ReadableStream,
  ArrayBuffer
>;

/** The query of every list. */
export const Paging = {
  limit: WholeNumber(1, largestPageSize).default(defaultPageSize).meta({ description: 'How many at the most' }),
  cursor: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .meta({ description: 'Where the page before ended: its `nextCursor`' }),
};

/** One page of a list: its items and where to go on, null at the end. */
export const PageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
