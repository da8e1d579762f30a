import { cardsVisibleTo, unmuted, visibleTo, type Looking, type Visible } from '@concord/audience';
import { tables } from '@concord/community';

const actors = { people: 'a', relations: 'r' };
const authors = { people: 'pa', relations: 'pr' };

/**
 * Of the notifications `n`, those that may be told: by people whom the receiver may know of and has not muted, about posts that they may
 * see, and not about deleted comments. Nobody is told of a post or comment that has not arrived yet. Joins the actor `a` and what they are to the
 * receiver `r`, the post `p` with its author `pa` and `pr`, and the comment `c`.
 */
export const told = (receiver: Looking): Visible => {
  const cards = cardsVisibleTo(receiver, { ...tables, person: 'n.actor_id', as: actors });
  const posts = visibleTo(receiver, {
    ...tables,
    item: { author: 'p.user_id', audience: 'p.audience' },
    as: authors,
  });
  return {
    join: {
      sql: `${cards.join.sql} LEFT JOIN posts AS p ON p.id = n.post_id ${posts.join.sql} LEFT JOIN comments AS c ON c.id = n.comment_id`,
      bindings: [...cards.join.bindings, ...posts.join.bindings],
    },
    where: {
      sql: `((n.actor_id IS NULL OR (${cards.where.sql} AND ${unmuted(actors.relations).sql}))
        AND (n.post_id IS NULL OR (p.deleted = 0 AND ${posts.where.sql}))
        AND (n.comment_id IS NULL OR c.deleted = 0))`,
      bindings: [...cards.where.bindings, ...posts.where.bindings],
    },
  };
};

/** Whether all that decides has arrived (of a deleted post nothing more does): what is not told although it has is not to be told. */
export const arrived = `((n.actor_id IS NULL OR a.id IS NOT NULL) AND (n.post_id IS NULL OR p.deleted = 1 OR pa.id IS NOT NULL)
  AND (n.comment_id IS NULL OR c.id IS NOT NULL))`;
