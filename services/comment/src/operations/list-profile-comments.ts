import { assertKnown, freshnessMs, goingOn } from '@concord/community';
import { contract, type Id } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { Position } from '../domain/position.ts';
import { besideOf } from '../read/beside.ts';
import { commentsByAuthor, oldestCommentLookedAt } from '../read/comments-by-author.ts';
import { commentView } from '../views/comment-view.ts';

export const listProfileComments = handler(
  contract.comment.listProfileComments,
  (deps: Deps) =>
    async ({ viewer, params, query }) => {
      const { db, cursors, copies } = deps;
      const list = `listProfileComments ${params.id}`;
      const before = cursors.open(list, query.cursor, Position);
      await copies.assertFresh(freshnessMs);
      await assertKnown(deps, viewer, params.id);
      const seal = (position: Id) => cursors.seal(list, position);
      const oldest = await oldestCommentLookedAt(db, params.id, before);
      const rows = await commentsByAuthor(db, viewer, params.id, { before, oldest, limit: query.limit + 1 });
      const beside = await besideOf(db, viewer, rows, true);
      const page = pageOf(
        rows,
        query.limit,
        (row) => commentView(row, beside),
        ({ comment }) => seal(comment.id),
      );
      return ok(goingOn(page, oldest, seal));
    },
);
