import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { casesPage, Position } from '../read/cases-page.ts';
import { reasonsIn } from '../read/reports-in.ts';
import { caseView } from '../views/case-view.ts';

export const listCases = handler(
  contract.moderation.listCases,
  ({ db, cursors }: Deps) =>
    async ({ actor, query: { state, type, reason, sort, limit, cursor } }) => {
      const list = `listCases ${[actor.id, state, type, reason, sort].join(' ')}`;
      const after = cursors.open(list, cursor, Position);
      const open = state === 'open';
      const rows = await casesPage(db, { moderator: actor.id, open, type, reason, sort, after, limit: limit + 1 });
      const reasons = await reasonsIn(
        db,
        rows.map(({ id }) => id),
      );
      return ok(
        pageOf(
          rows,
          limit,
          (one) => caseView(one, reasons.get(one.id) ?? []),
          ({ reports, id }) => cursors.seal(list, { reports, id }),
        ),
      );
    },
);
