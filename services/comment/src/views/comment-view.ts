import { cardOf, type Mentioned } from '@concord/community';
import type { Comment as CommentContract, Id } from '@concord/contracts';
import type { z } from 'zod';
import type { Place } from '../domain/place.ts';

type CommentBody = z.output<typeof CommentContract>;

/** What a comment is shown with: whom the viewer may know of the people it mentions, and how many replies there are to which comment. */
export interface Beside {
  readonly mentioned: ReadonlyMap<Id, Mentioned>;
  readonly replyCounts: ReadonlyMap<Id, number>;
}

/** A comment as the API shows it. Empty places look alike, whatever they held and why the viewer does not see it. */
export const commentView = ({ comment, author }: Place, { mentioned, replyCounts }: Beside): CommentBody => {
  const { id, postId, parentId, depth, createdAt } = comment;
  const place = { id, postId, parentId, depth, createdAt, replyCount: replyCounts.get(id) ?? 0 };
  if (author === null)
    return { ...place, author, content: null, mentions: [], likeCount: 0, edited: false, updatedAt: createdAt };
  return {
    ...place,
    author: cardOf(author),
    content: comment.content,
    mentions: comment.mentions.flatMap((one) => mentioned.get(one) ?? []),
    likeCount: comment.likeCount,
    edited: comment.revision > 1,
    updatedAt: comment.updatedAt,
  };
};
