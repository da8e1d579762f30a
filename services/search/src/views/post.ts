import type { CardDocument, PostDocument } from '../read/documents.ts';
import { cardView } from './card.ts';

/** A post as a hit, with its author's card and fragments of its text with what matched marked. */
export const postView = (
  { source, highlight }: { readonly source: PostDocument; readonly highlight: readonly string[] },
  author: CardDocument | undefined,
) => ({
  type: 'post' as const,
  id: source.id,
  author: cardView(source.author_id, author),
  content: source.text,
  highlights: [...highlight],
  audience: source.audience,
  tags: [...source.tags],
  createdAt: new Date(source.created_at),
});
