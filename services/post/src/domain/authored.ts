import type { Author } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Post } from './post.ts';

/** A post with its author's card. */
export interface Authored {
  readonly post: Post;
  readonly author: Author;
}

/** Everyone whom these posts mention, each once. */
export const mentionedIn = (posts: readonly Authored[]): Id[] => [
  ...new Set(posts.flatMap(({ post }) => post.mentions)),
];
