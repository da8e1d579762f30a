import { freshnessMs, visiblePost } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, ok, pageOf, type Cursors } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Comment } from '../domain/comment.ts';
import { LikedPosition, Position } from '../domain/position.ts';
import { besideOf, commentCountOf } from '../read/beside.ts';
import { firstLevel, firstReplies, type Order } from '../read/first-level.ts';
import { isLocked } from '../store/locked-posts.ts';
import { commentView } from '../views/comment-view.ts';

export const listComments = handler(
  contract.comment.listComments,
  (deps: Deps) =>
    async ({ viewer, params, query }) => {
      const { db, cursors, copies } = deps;
      const list = `listComments ${params.id} ${query.sort}`;
      const order = orderOf(cursors, list, query);
      await copies.assertFresh(freshnessMs);
      const { post } = await visiblePost(deps, viewer, params.id);
      const rows = await firstLevel(db, viewer, { postId: post.id, order, limit: query.limit + 1 });
      const roots = rows.slice(0, query.limit).map(({ comment }) => comment.id);
      const replies = await firstReplies(db, viewer, roots);
      const [beside, commentCount, locked] = await Promise.all([
        besideOf(db, viewer, [...rows, ...[...replies.values()].flat()], true),
        commentCountOf(db, post.id),
        isLocked(db, post.id),
      ]);
      const page = pageOf(
        rows,
        query.limit,
        (row) => ({
          ...commentView(row, beside),
          firstReplies: (replies.get(row.comment.id) ?? []).map((reply) => commentView(reply, beside)),
        }),
        ({ comment }) => cursors.seal(list, positionOf(order, comment)),
      );
      return ok({ ...page, locked, commentCount });
    },
);

const orderOf = (
  cursors: Cursors,
  list: string,
  { sort, cursor }: { readonly sort: Order['sort']; readonly cursor?: string | undefined },
): Order =>
  sort === 'top'
    ? { sort, after: cursors.open(list, cursor, LikedPosition) }
    : { sort, after: cursors.open(list, cursor, Position) };

const positionOf = ({ sort }: Order, { id, likeCount }: Comment): LikedPosition | number =>
  sort === 'top' ? { likes: likeCount, id } : id;
