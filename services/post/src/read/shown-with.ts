import { only, visibleTo, type Viewer } from '@concord/audience';
import { freshnessMs, mentionedTo, tables, type Mentioned } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mentionedIn, type Authored } from '../domain/authored.ts';
import { authoredColumns, authoredOf, type AuthoredRow } from './authored-rows.ts';

/** What is shown with posts: the people they mention and the posts they share, as far as the viewer may see them. */
export interface ShownWith {
  readonly mentioned: ReadonlyMap<Id, Mentioned>;
  readonly shared: ReadonlyMap<Id, Authored>;
}

/** One query for all that is shared, one for all who are mentioned. While the copies are old, nothing that is shared is shown. */
export const shownWith = async (
  { db, copies }: { readonly db: Reader; readonly copies: Deps['copies'] },
  viewer: Viewer,
  posts: readonly Authored[],
): Promise<ShownWith> => {
  const ids = [...new Set(posts.flatMap(({ post }) => post.sharedPostId ?? []))];
  const originals = ids.length > 0 && (await copies.isFresh(freshnessMs)) ? await visible(db, viewer, ids) : [];
  return {
    mentioned: await mentionedTo(db, viewer, mentionedIn([...posts, ...originals])),
    shared: new Map(originals.map((original) => [original.post.id, original])),
  };
};

const visible = async (db: Reader, viewer: Viewer, ids: readonly Id[]): Promise<Authored[]> => {
  const rows = (await db('posts as p')
    .select(db.raw(authoredColumns))
    .modify(only(visibleTo(viewer, { ...tables, item: { author: 'p.user_id', audience: 'p.audience' } })))
    .whereIn('p.id', ids)
    .whereNull('p.deleted_at')
    .where('p.is_published', 1)) as AuthoredRow[];
  return rows.map(authoredOf);
};
