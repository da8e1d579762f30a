import { freshnessMs } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { Position } from '../domain/position.ts';
import { feed } from '../read/feed.ts';
import { shownWith } from '../read/shown-with.ts';
import { postView } from '../views/post-view.ts';

export const getFeed = handler(contract.post.getFeed, ({ db, cursors, copies }: Deps) => async ({ actor, query }) => {
  const list = `getFeed ${actor.id}`;
  const before = cursors.open(list, query.cursor, Position);
  await copies.assertFresh(freshnessMs);
  const rows = await feed(db, actor.id, { before, limit: query.limit + 1 });
  const shown = await shownWith(db, actor.id, rows, true);
  return ok(
    pageOf(
      rows,
      query.limit,
      (row) => postView(row, shown),
      ({ post }) => cursors.seal(list, post.id),
    ),
  );
});
