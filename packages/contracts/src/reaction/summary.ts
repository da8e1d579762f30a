import { z } from 'zod';
import { ReactionType } from '../vocabulary.ts';

/** What people made of a post or comment, and what the viewer did. Types that nobody gave are left out. */
export const Reactions = z
  .strictObject({
    counts: z
      .record(ReactionType, z.int())
      .meta({ description: 'How many of each type, by active accounts: the same for every viewer' }),
    mine: z.array(ReactionType).meta({ description: 'The types that the viewer gave' }),
  })
  .meta({ id: 'Reactions' });
export type Reactions = z.output<typeof Reactions>;

/** The field of what can be reacted to. Its own service answers null; the gateway fills it in. */
export const composedReactions = Reactions.nullable().meta({
  description: 'Null where they could not be told in time; the rest of the answer does not wait for them',
});

/** What can be reacted to. */
export const TargetType = z.enum(['post', 'comment']);
export type TargetType = z.output<typeof TargetType>;

/**
 * The schemas of what can be reacted to: objects with an `id` and a field `reactions` of `composedReactions`. The gateway fills that field
 * wherever such an object stands in a reply, however deep.
 */
export const reactionTargets = z.registry<{
  readonly type: TargetType;
  /** Whether this one shows its reactions; all do unless told. */
  readonly has?: (shown: object) => boolean;
}>();
