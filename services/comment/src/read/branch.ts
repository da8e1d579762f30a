import type { Viewer } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Comment } from '../domain/comment.ts';
import { endOf, type Path } from '../domain/path.ts';
import type { Place } from '../domain/place.ts';
import { commentOf } from '../store/comments.ts';
import { placeOf, placesShownTo, type PlaceRow } from './places.ts';
import { joined, run, type Query } from './query.ts';

/** Where a branch begins: a comment, or the empty place that is left of one. */
export interface Stem {
  readonly comment: Comment;
  readonly path: Path;
}

export interface BranchPage {
  readonly stem: { readonly rootId: Id; readonly path: Path };
  /** Only what comes after this place, in reading order. */
  readonly after: Path | undefined;
  readonly limit: number;
}

/** A place that the viewer is shown, if they may see the post, which is decided beside; null where there is none. */
export const findStem = async (reader: Reader, viewer: Viewer, id: Id): Promise<Stem | null> => {
  const { select, join, where } = placesShownTo(viewer);
  const query = joined(['SELECT c.path,'], select, ['FROM comments AS c'], join, ['WHERE c.id = ? AND', id], where);
  const [row] = await run<PlaceRow & { readonly path: Path }>(reader, query);
  return row === undefined ? null : { comment: commentOf(row), path: row.path };
};

/** A page of all that stands under a place, however deep, in reading order. Reads the slice of one index, in its order. */
export const branch = async (reader: Reader, viewer: Viewer, page: BranchPage): Promise<Place[]> =>
  (await run<PlaceRow>(reader, branchQuery(viewer, page))).map(placeOf);

export const branchQuery = (viewer: Viewer, { stem, after, limit }: BranchPage): Query => {
  const { select, join, where } = placesShownTo(viewer);
  return joined(
    ['SELECT'],
    select,
    ['FROM comments AS c FORCE INDEX (comments_by_branch)'],
    join,
    ['WHERE c.root_id = ? AND c.path > ? AND c.path < ? AND', stem.rootId, after ?? stem.path, endOf(stem.path)],
    where,
    ['ORDER BY c.path LIMIT ?', limit],
  );
};
