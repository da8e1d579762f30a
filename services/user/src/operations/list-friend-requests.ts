import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { friendRequestsOf } from '../read/friends.ts';
import { pagedBy, positionOf } from '../read/newest-first.ts';
import { cardView } from '../views/card.ts';

export const listFriendRequests = handler(
  contract.user.listFriendRequests,
  ({ db, cursors }: Deps) =>
    async ({ actor, query }) => {
      const list = `friend requests ${query.direction} of ${actor.id}`;
      const rows = await friendRequestsOf(db, actor.id, query.direction, pagedBy(cursors, list, query));
      return ok(pageOf(rows, query.limit, cardView, (last) => cursors.seal(list, positionOf(last))));
    },
);
