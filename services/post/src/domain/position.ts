import { z } from 'zod';

/** Where a page of posts ended: the id of its last post. */
export const Position = z.int().positive();
