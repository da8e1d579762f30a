import { pageIsOpen } from '../query/users.ts';
import type { UserDocument } from '../read/documents.ts';
import { cardView } from './card.ts';

/** A person as a hit: the card, and the biography where their page is open to the viewer. */
export const userView = ({
  source,
  matched,
}: {
  readonly source: UserDocument;
  readonly matched: readonly string[];
}) => ({
  type: 'user' as const,
  ...cardView(source.id, source),
  bio: matched.includes(pageIsOpen) ? (source.bio ?? null) : null,
});
