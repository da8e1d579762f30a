import { cardsVisibleTo, type Viewer } from '@concord/audience';
import { tables } from '@concord/community';
import { errors } from '@concord/contracts';
import type { Place } from '../domain/place.ts';
import { commentColumns, commentOf, type CommentRow } from '../store/comments.ts';
import { joined, type Query } from './query.ts';

/** A comment `c`, whether the viewer sees what it says, and the card of its author `a`; the card is null where the author’s row is missing. */
export interface PlaceRow extends CommentRow {
  readonly seen: 0 | 1;
  readonly a_username: string | null;
  readonly a_display_name: string;
  readonly a_avatar_url: string | null;
}

/** The columns of a `PlaceRow` but for `seen`. */
const columns = [
  ...commentColumns.map((column) => `c.${column}`),
  ...['a.username AS a_username', 'a.display_name AS a_display_name', 'a.avatar_url AS a_avatar_url'],
].join(', ');

/** What a query over comments `c` adds to give the places that a viewer is shown. Whether the post is visible is decided before. */
export interface ShownPlaces {
  /** The columns of a `PlaceRow`. */
  readonly select: Query;
  readonly join: Query;
  /** Those whose content the viewer sees, and empty ones while there are replies. */
  readonly where: Query;
}

/** A comment is seen by whoever may see its author’s card; a deleted one by nobody. See docs/decisions/comment-visibility.md. */
export const placesShownTo = (viewer: Viewer): ShownPlaces => {
  const card = cardsVisibleTo(viewer, { ...tables, person: 'c.user_id' });
  const seen = joined(['(c.deleted_at IS NULL AND'], card.where, [')']);
  return {
    select: joined([`${columns}, IF(`], seen, [', 1, 0) AS seen']),
    join: joined(card.join),
    where: joined(['c.gone = 0 AND (c.places > 0 OR'], seen, [')']),
  };
};

/** Throws `stale` where the author of a visible comment is not known: nobody writes before they are, so the copy is being filled anew. */
export const placeOf = (row: PlaceRow): Place => {
  const comment = commentOf(row);
  if (row.seen === 0) return { comment, author: null };
  if (row.a_username === null) throw errors.stale(undefined, { retryAfter: 1 });
  const { a_username: username, a_display_name: displayName, a_avatar_url: avatarUrl } = row;
  return { comment, author: { id: comment.userId, username, displayName, avatarUrl } };
};
