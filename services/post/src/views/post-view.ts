import { cardOf, type Mentioned } from '@concord/community';
import type { Id, Post as PostContract, SharedPost } from '@concord/contracts';
import type { z } from 'zod';
import type { Authored } from '../domain/authored.ts';
import type { ShownWith } from '../read/shown-with.ts';

/** A post as the API shows it; of the people it mentions and the post it shares, what the viewer may know of. */
export const postView = (authored: Authored, { mentioned, shared }: ShownWith): z.output<typeof PostContract> => {
  const id = authored.post.sharedPostId;
  const original = id === null ? undefined : shared.get(id);
  return {
    ...plainView(authored, mentioned),
    shared: id === null ? null : { id, post: original === undefined ? null : plainView(original, mentioned) },
  };
};

/** The gateway fills in `reactions`. */
const plainView = ({ post, author }: Authored, mentioned: ReadonlyMap<Id, Mentioned>): z.output<typeof SharedPost> => ({
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
