import { only, visibleTo, type Viewer } from '@concord/audience';
import { newestId, oldestLookedAt, tables, type AuthorSlice } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Authored } from '../domain/authored.ts';
import { authoredColumns, authoredOf, type AuthoredRow } from './authored-rows.ts';

const index = 'posts_by_author';

/** How far a page below `before` looks: see `oldestLookedAt`. */
export const oldestPostLookedAt = (reader: Reader, author: Id, before: Id | undefined): Promise<Id | null> =>
  oldestLookedAt(reader, { table: 'posts', index }, author, before);

/** What an author wrote that the viewer may read, newest first. Reads only the slice, by the index on (author, not deleted, id). */
export const postsByAuthor = (reader: Reader, viewer: Viewer, author: Id, slice: AuthorSlice) =>
  reader
    .from(reader.raw('posts AS p FORCE INDEX (??)', [index]))
    .select(reader.raw(authoredColumns))
    .modify(only(visibleTo(viewer, { ...tables, item: { author: 'p.user_id', audience: 'p.audience' } })))
    .where('p.user_id', author)
    .whereNull('p.deleted_at')
    .where('p.id', '<', slice.before ?? newestId)
    .where('p.id', '>=', slice.oldest ?? 0)
    .where('p.is_published', 1)
    .orderBy('p.id', 'desc')
    .limit(slice.limit);

/** The slice itself. */
export const listByAuthor = async (
  reader: Reader,
  viewer: Viewer,
  author: Id,
  slice: AuthorSlice,
): Promise<Authored[]> => ((await postsByAuthor(reader, viewer, author, slice)) as AuthoredRow[]).map(authoredOf);
