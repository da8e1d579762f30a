import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { askingToFollow } from '../read/follows.ts';
import { pagedBy, positionOf } from '../read/newest-first.ts';
import { cardView } from '../views/card.ts';

export const listFollowRequests = handler(
  contract.user.listFollowRequests,
  ({ db, cursors }: Deps) =>
    async ({ actor, query }) => {
      const list = `follow requests of ${actor.id}`;
      const rows = await askingToFollow(db, actor.id, pagedBy(cursors, list, query));
      return ok(pageOf(rows, query.limit, cardView, (last) => cursors.seal(list, positionOf(last))));
    },
);
