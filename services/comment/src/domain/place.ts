import type { Author } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Comment } from './comment.ts';

/** A comment in its place; without an author where the viewer sees nothing but the place. */
export interface Place {
  readonly comment: Comment;
  readonly author: Author | null;
}

/** Everyone whom the visible ones of these mention, each once. */
export const mentionedIn = (places: readonly Place[]): Id[] => [
  ...new Set(places.flatMap(({ comment, author }) => (author === null ? [] : comment.mentions))),
];
