import type { Id } from '@concord/contracts';
import type { Cursors, Query } from '@concord/platform';
import { z } from 'zod';
import type { Profile } from '../domain/profile.ts';

/** A person in a list, and since when they are in it. */
export type Listed = Pick<Profile, 'id' | 'username' | 'displayName' | 'avatarUrl'> & { readonly since: Date };

/** After whom a page begins: since when they are in the list (ms since 1970), and who they are where several came at once. */
export type Position = readonly [since: number, id: Id];
const Position = z.tuple([z.int(), z.int()]);

export interface Paged {
  readonly limit: number;
  readonly after: Position | undefined;
}

/** What a caller asked for of a list; throws `cursor_invalid` for a cursor of another one. */
export const pagedBy = (
  cursors: Cursors,
  list: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Paged => ({ limit, after: cursors.open(list, cursor, Position) });

/** The place of somebody in a list. */
export const positionOf = ({ since, id }: Listed): Position => [since.getTime(), id];

/**
 * One page of edges `e`, joined with the people `a`, newest first; one more than the limit, to know whether there is a next page.
 * `person` and `since` are the columns of an index that begins with what the query holds fixed, so that nothing is sorted.
 */
export const newestFirst =
  ({ person, since }: { readonly person: string; readonly since: string }, { limit, after }: Paged) =>
  (query: Query): void => {
    if (after) {
      const at = new Date(after[0]);
      query.where(since, '<=', at).where((later) => later.where(since, '<', at).orWhere(person, '<', after[1]));
    }
    query
      .select({ id: person, username: 'a.username', displayName: 'a.display_name', avatarUrl: 'a.avatar_url', since })
      .orderBy([
        { column: since, order: 'desc' },
        { column: person, order: 'desc' },
      ])
      .limit(limit + 1);
  };
