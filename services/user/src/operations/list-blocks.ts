import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { blockedBy } from '../read/blocks.ts';
import { pagedBy, positionOf } from '../read/newest-first.ts';
import { cardView } from '../views/card.ts';

export const listBlocks = handler(contract.user.listBlocks, ({ db, cursors }: Deps) => async ({ actor, query }) => {
  const list = `blocks of ${actor.id}`;
  const rows = await blockedBy(db, actor.id, pagedBy(cursors, list, query));
  return ok(pageOf(rows, query.limit, cardView, (last) => cursors.seal(list, positionOf(last))));
});
