import { only, visibleTo, type Viewer } from '@concord/audience';
import { mentionedTo, tables, type Mentioned } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { mentionedIn, type Authored } from '../domain/authored.ts';
import { authoredColumns, authoredOf, type AuthoredRow } from './authored-rows.ts';

/** What is shown with posts: the people they mention and the posts they share, as far as the viewer may see them. */
export interface ShownWith {
  readonly mentioned: ReadonlyMap<Id, Mentioned>;
  readonly shared: ReadonlyMap<Id, Authored>;
}

/**
 * One query for all that is shared, one for all who are mentioned. Unless the copies are `fresh`, nothing of either is shown, for
 * somebody may have been blocked since. To be asked before a transaction, for the answer may take a connection of its own.
 */
export const shownWith = async (
  reader: Reader,
  viewer: Viewer,
  posts: readonly Authored[],
  fresh: boolean,
): Promise<ShownWith> => {
  if (!fresh) return { mentioned: new Map(), shared: new Map() };
  const ids = [...new Set(posts.flatMap(({ post }) => post.sharedPostId ?? []))];
  const originals = ids.length > 0 ? await visible(reader, viewer, ids) : [];
  return {
    mentioned: await mentionedTo(reader, viewer, mentionedIn([...posts, ...originals])),
    shared: new Map(originals.map((original) => [original.post.id, original])),
  };
};

const visible = async (reader: Reader, viewer: Viewer, ids: readonly Id[]): Promise<Authored[]> => {
  const rows = (await reader('posts as p')
    .select(reader.raw(authoredColumns))
    .modify(only(visibleTo(viewer, { ...tables, item: { author: 'p.user_id', audience: 'p.audience' } })))
    .whereIn('p.id', ids)
    .whereNull('p.deleted_at')
    .where('p.is_published', 1)) as AuthoredRow[];
  return rows.map(authoredOf);
};
