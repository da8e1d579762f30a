import { cardOf, type Mentioned } from '@concord/community';
import type { Id, Post as PostContract } from '@concord/contracts';
import type { z } from 'zod';
import type { Authored } from '../domain/authored.ts';

/** A post as the API shows it; of the people it mentions, those whom the viewer may know of. */
export const postView = (
  { post, author }: Authored,
  mentioned: ReadonlyMap<Id, Mentioned>,
): z.output<typeof PostContract> => ({
  id: post.id,
  author: cardOf(author),
  content: post.content,
  audience: post.audience,
  tags: [...post.tags],
  mentions: post.mentions.flatMap((id) => {
    const person = mentioned.get(id);
    return person === undefined ? [] : [{ id: person.id, username: person.username }];
  }),
  media: [...post.media],
  location: post.location,
  likeCount: post.likeCount,
  commentCount: post.commentCount,
  shareCount: post.shareCount,
  reactions: null,
  createdAt: post.createdAt,
  updatedAt: post.updatedAt,
});
