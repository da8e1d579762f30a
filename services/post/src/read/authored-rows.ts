import { errors } from '@concord/contracts';
import type { Authored } from '../domain/authored.ts';
import { postOf, type PostRow } from '../store/posts.ts';

/** A post `p` and the card of its author `a`; the card is null where the author's row is missing. */
export interface AuthoredRow extends PostRow {
  readonly a_username: string | null;
  readonly a_display_name: string;
  readonly a_avatar_url: string | null;
}

export const authoredColumns =
  'p.*, a.username AS a_username, a.display_name AS a_display_name, a.avatar_url AS a_avatar_url';

/** Throws `stale` where the author is not known: nobody writes before they are, so the copy is being filled anew. */
export const authoredOf = (row: AuthoredRow): Authored => {
  if (row.a_username === null) throw errors.stale(undefined, { retryAfter: 1 });
  return {
    post: postOf(row),
    author: {
      id: row.user_id,
      username: row.a_username,
      displayName: row.a_display_name,
      avatarUrl: row.a_avatar_url,
    },
  };
};
