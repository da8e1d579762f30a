import { z } from 'zod';

/** Where a page ended: the id of its last comment, or the number of its last revision. */
export const Position = z.int().positive();

/** Where a page of the most liked ended. */
export const LikedPosition = z.strictObject({ likes: z.int(), id: z.int().positive() });
export type LikedPosition = z.output<typeof LikedPosition>;
