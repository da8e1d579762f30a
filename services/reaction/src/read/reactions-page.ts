import type { Viewer } from '@concord/audience';
import { freshnessMs } from '@concord/community';
import { pageOf } from '@concord/platform';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Target } from '../domain/target.ts';
import { reactionView } from '../views/reaction-view.ts';
import { reactionsTo } from './reactions-to.ts';

/** Where a page of reactions ended: the id of its last one. */
const Position = z.int().positive();

interface Asked {
  readonly type?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One page of who reacted; throws `stale` while the copies cannot tell whom the viewer may know of. */
export const reactionsPage = async (
  { db, cursors, copies }: Deps,
  viewer: Viewer,
  target: Target,
  { type, limit, cursor }: Asked,
) => {
  const list = `reactions ${target.target_type} ${target.target_id} ${type ?? ''}`;
  const before = cursors.open(list, cursor, Position);
  await copies.assertFresh(freshnessMs);
  const rows = await reactionsTo(db, viewer, target, { type, before, limit: limit + 1 });
  return pageOf(rows, limit, reactionView, ({ id }) => cursors.seal(list, id));
};
