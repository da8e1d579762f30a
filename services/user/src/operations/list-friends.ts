import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { friendsOf } from '../read/friends.ts';
import { pagedBy, positionOf } from '../read/newest-first.ts';
import { cardView } from '../views/card.ts';

export const listFriends = handler(contract.user.listFriends, ({ db, cursors }: Deps) => async ({ actor, query }) => {
  const list = `friends of ${actor.id}`;
  const rows = await friendsOf(db, actor.id, pagedBy(cursors, list, query));
  return ok(pageOf(rows, query.limit, cardView, (last) => cursors.seal(list, positionOf(last))));
});
