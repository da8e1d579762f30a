import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { relationIn } from '../domain/bond.ts';
import { maySeeLists } from '../policy.ts';
import { followersOf } from '../read/follows.ts';
import { pagedBy, positionOf } from '../read/newest-first.ts';
import { bondOf } from '../read/profile.ts';
import { cardView } from '../views/card.ts';

export const listFollowers = handler(
  contract.user.listFollowers,
  ({ db, people, cursors }: Deps) =>
    async ({ viewer, params: { id }, query }) => {
      const list = `followers of ${id}`;
      const page = pagedBy(cursors, list, query);
      const [person, bond] = await Promise.all([people.shown(id), bondOf(db, viewer, id)]);
      maySeeLists(viewer, relationIn(bond), person);
      const rows = await followersOf(db, viewer, id, page);
      return ok(pageOf(rows, query.limit, cardView, (last) => cursors.seal(list, positionOf(last))));
    },
);
