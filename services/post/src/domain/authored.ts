import type { Id } from '@concord/contracts';
import type { Person } from './person.ts';
import type { Post } from './post.ts';

/** What stands beside a post of its author. */
export type Author = Pick<Person, 'id' | 'username' | 'displayName' | 'avatarUrl'>;

/** A post with its author's card. */
export interface Authored {
  readonly post: Post;
  readonly author: Author;
}

/** Everyone whom these posts mention, each once. */
export const mentionedIn = (posts: readonly Authored[]): Id[] => [
  ...new Set(posts.flatMap(({ post }) => post.mentions)),
];
