import { assertKnown, freshnessMs, goingOn } from '@concord/community';
import { contract, type Id } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { Position } from '../domain/position.ts';
import { listByAuthor, oldestPostLookedAt } from '../read/posts-by-author.ts';
import { shownWith } from '../read/shown-with.ts';
import { postView } from '../views/post-view.ts';

export const listPosts = handler(contract.post.listPosts, (deps: Deps) => async ({ viewer, params, query }) => {
  const { db, cursors, copies } = deps;
  const list = `listPosts ${params.id}`;
  const before = cursors.open(list, query.cursor, Position);
  await copies.assertFresh(freshnessMs);
  await assertKnown(deps, viewer, params.id);
  const seal = (position: Id) => cursors.seal(list, position);
  const oldest = await oldestPostLookedAt(db, params.id, before);
  const rows = await listByAuthor(db, viewer, params.id, { before, oldest, limit: query.limit + 1 });
  const shown = await shownWith(db, viewer, rows, true);
  const page = pageOf(
    rows,
    query.limit,
    (row) => postView(row, shown),
    ({ post }) => seal(post.id),
  );
  return ok(goingOn(page, oldest, seal));
});
