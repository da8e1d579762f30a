import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';

/** How many of an author’s newest items one page looks through, whoever may see them; about 10 ms where none may be seen. */
export const lookedThrough = 2_000;

/** Newer than every id: 53 bits. */
export const newestId = Number.MAX_SAFE_INTEGER;

/** A page of an author’s items, newest first. */
export interface AuthorSlice {
  /** Only older ones than this. */
  readonly before: Id | undefined;
  /** None older than this; null where the page may look through all. */
  readonly oldest: Id | null;
  readonly limit: number;
}

/** Items that stand with `user_id`, `deleted_at` and `id`, in an index that begins with these. */
export interface AuthoredTable {
  readonly table: string;
  readonly index: string;
}

/**
 * The oldest of the items that a page below `before` looks through; null where it comes to their end. Reads the index alone.
 *
 * Found before the page is read: what is deleted meanwhile cannot let the next page begin too low.
 */
export const oldestLookedAt = async (
  reader: Reader,
  { table, index }: AuthoredTable,
  author: Id,
  before: Id | undefined,
): Promise<Id | null> => {
  const row = await reader
    .from(reader.raw('?? FORCE INDEX (??)', [table, index]))
    .where({ user_id: author })
    .whereNull('deleted_at')
    .where('id', '<', before ?? newestId)
    .orderBy('id', 'desc')
    .offset(lookedThrough - 1)
    .first<{ readonly id: Id } | undefined>('id');
  return row?.id ?? null;
};

/** The page, which goes on below what it looked through, also where it is not full. */
export const goingOn = <P extends { readonly nextCursor: string | null }>(
  page: P,
  oldest: Id | null,
  seal: (position: Id) => string,
): P => (page.nextCursor !== null || oldest === null ? page : { ...page, nextCursor: seal(oldest) });
