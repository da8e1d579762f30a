import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { Position } from '../domain/position.ts';
import { mayReadHistory } from '../policy.ts';
import { earlierContents } from '../read/earlier-contents.ts';
import { visibleComment } from '../read/visible-comment.ts';

export const listCommentHistory = handler(
  contract.comment.listCommentHistory,
  (deps: Deps) =>
    async ({ actor, params, query }) => {
      const list = `listCommentHistory ${params.id}`;
      const before = deps.cursors.open(list, query.cursor, Position);
      const { comment } = await visibleComment(deps, actor.id, params.id);
      mayReadHistory(actor, comment);
      const rows = await earlierContents(deps.db, comment.id, { before, limit: query.limit + 1 });
      return ok(
        pageOf(
          rows,
          query.limit,
          (row) => row,
          ({ revision }) => deps.cursors.seal(list, revision),
        ),
      );
    },
);
