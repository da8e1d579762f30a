import { z } from 'zod';
import { operation } from '../kit/operation.ts';
import { Id } from '../kit/types.ts';
import { Reactions } from './summary.ts';

/** How many posts, and how many comments, one call asks for at the most. */
export const mostSummaries = 200;

const asked = z.array(Id).max(mostSummaries);
const told = z.array(z.strictObject({ id: Id, reactions: Reactions }));

/** For who shows posts or comments that the viewer may see; it is not asked here whether they may. */
export const summarizeReactions = operation({
  id: 'summarizeReactions',
  method: 'POST',
  path: '/internal/reactions/summaries',
  summary: 'Counts, and the viewer’s own reactions, for posts and comments',
  access: 'internal',
  body: z.strictObject({ viewer: Id.nullable(), posts: asked, comments: asked }),
  replies: { 200: z.strictObject({ posts: told, comments: told }) },
  errors: [],
});
