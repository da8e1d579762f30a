import { only, visibleTo, type Viewer } from '@concord/audience';
import { tables } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Authored } from '../domain/authored.ts';
import { authoredColumns, authoredOf, type AuthoredRow } from './authored-rows.ts';

export interface Slice {
  /** Only older ones than this. */
  readonly before: Id | undefined;
  readonly limit: number;
}

/** Newer than every id: 53 bits. */
export const newestId = Number.MAX_SAFE_INTEGER;

/** What an author wrote that the viewer may read, newest first. Reads only the slice, by the index on (author, not deleted, id). */
export const postsByAuthor = (reader: Reader, viewer: Viewer, author: Id, slice: Slice) =>
  reader
    .from(reader.raw('posts AS p FORCE INDEX (posts_by_author)'))
    .select(reader.raw(authoredColumns))
    .modify(only(visibleTo(viewer, { ...tables, item: { author: 'p.user_id', audience: 'p.audience' } })))
    .where('p.user_id', author)
    .whereNull('p.deleted_at')
    .where('p.id', '<', slice.before ?? newestId)
    .where('p.is_published', 1)
    .orderBy('p.id', 'desc')
    .limit(slice.limit);

/** The slice itself. */
export const listByAuthor = async (reader: Reader, viewer: Viewer, author: Id, slice: Slice): Promise<Authored[]> =>
  ((await postsByAuthor(reader, viewer, author, slice)) as AuthoredRow[]).map(authoredOf);
