import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mutedBy } from '../read/mutes.ts';
import { pagedBy, positionOf } from '../read/newest-first.ts';
import { cardView } from '../views/card.ts';

export const listMutes = handler(contract.user.listMutes, ({ db, cursors }: Deps) => async ({ actor, query }) => {
  const list = `mutes of ${actor.id}`;
  const rows = await mutedBy(db, actor.id, pagedBy(cursors, list, query));
  return ok(pageOf(rows, query.limit, cardView, (last) => cursors.seal(list, positionOf(last))));
});
