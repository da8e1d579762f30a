import { freshnessMs, visiblePost } from '@concord/community';
import { contract, errors } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { Position } from '../domain/position.ts';
import { besideOf } from '../read/beside.ts';
import { branch, findStem } from '../read/branch.ts';
import { findPath } from '../store/comments.ts';
import { commentView } from '../views/comment-view.ts';

export const listReplies = handler(contract.comment.listReplies, (deps: Deps) => async ({ viewer, params, query }) => {
  const { db, cursors, copies } = deps;
  const list = `listReplies ${params.id}`;
  const last = cursors.open(list, query.cursor, Position);
  await copies.assertFresh(freshnessMs);
  const stem = await findStem(db, viewer, params.id);
  if (stem === null) throw errors.notFound();
  await visiblePost(deps, viewer, stem.comment.postId);
  const after = last === undefined ? undefined : await findPath(db, last);
  const page = { stem: { rootId: stem.comment.rootId, path: stem.path }, after, limit: query.limit + 1 };
  const rows = await branch(db, viewer, page);
  const beside = await besideOf(db, viewer, rows, true);
  return ok(
    pageOf(
      rows,
      query.limit,
      (row) => commentView(row, beside),
      ({ comment }) => cursors.seal(list, comment.id),
    ),
  );
});
