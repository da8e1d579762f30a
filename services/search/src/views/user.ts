import { opens, type Audience } from '@concord/audience';
import type { UserDocument } from '../read/documents.ts';
import type { Sight } from '../viewer/visibility.ts';
import { cardView } from './card.ts';

/** Whether the page is open to this viewer: the same table as everywhere, on a width instead of a setting. */
const pageOpen = ({ id, page_width }: UserDocument, { seeker }: Sight): boolean =>
  seeker?.id === id ||
  opens.anyone.includes(page_width as Audience) ||
  (seeker !== null && seeker.follows.includes(id) && opens.follows.includes(page_width as Audience)) ||
  (seeker !== null && seeker.friends.includes(id) && opens.friend.includes(page_width as Audience));

/** A person as a hit: the card, and the biography where their page is open to the viewer. */
export const userView = (document: UserDocument, sight: Sight) => ({
  type: 'user' as const,
  ...cardView(document.id, document),
  bio: pageOpen(document, sight) ? (document.bio ?? null) : null,
});
