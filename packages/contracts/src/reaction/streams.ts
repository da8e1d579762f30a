import { z } from 'zod';
import { column, event, stateStream } from '../kit/stream.ts';
import { ReactionType } from '../vocabulary.ts';

export const reactionCounts = stateStream({
  service: 'reaction',
  table: 'reaction_counts',
  key: ['target_type', 'target_id', 'type'],
  summary: 'How many reactions of a type a post or comment has, by active accounts',
  columns: z.object({
    target_type: z.enum(['post', 'comment']),
    target_id: column.id(),
    type: column.text(),
    count: z.int(),
    version: column.version(),
  }),
});

const one = z.strictObject({
  reactionId: z.int(),
  targetType: z.enum(['post', 'comment']),
  targetId: z.int(),
  reactionType: ReactionType,
  /** Who wrote the target, and the post that it is or stands under. */
  targetAuthorId: z.int(),
  postId: z.int(),
  actorId: z.int(),
  version: z.int().meta({ description: '1 when added, 2 when taken back' }),
});
export const reactionAdded = event('reaction.added', 'Somebody reacted to a post or comment', one);
export const reactionRemoved = event('reaction.removed', 'Somebody took a reaction back', one);
