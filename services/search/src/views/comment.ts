import type { CardDocument, CommentDocument } from '../read/documents.ts';
import { cardView } from './card.ts';

/** A comment as a hit, with its author's card and fragments of its text with what matched marked. */
export const commentView = (
  { source, highlight }: { readonly source: CommentDocument; readonly highlight: readonly string[] },
  author: CardDocument | undefined,
) => ({
  type: 'comment' as const,
  id: source.id,
  postId: source.post_id,
  author: cardView(source.author_id, author),
  content: source.text,
  highlights: [...highlight],
  createdAt: new Date(source.created_at),
});
