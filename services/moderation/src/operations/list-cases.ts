import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { casesPage, Position } from '../read/cases-page.ts';
import { reasonsIn } from '../read/reports-in.ts';
import { recordListing } from '../store/moderation-log.ts';
import { caseView } from '../views/case-view.ts';

/** Listing is written down before anything is shown, with what was asked for. */
export const listCases = handler(
  contract.moderation.listCases,
  ({ db, cursors, ids, clock }: Deps) =>
    async ({ actor, query: { state, type, reason, sort, limit, cursor } }) => {
      const list = `listCases ${[actor.id, state, type, reason, sort].join(' ')}`;
      const after = cursors.open(list, cursor, Position);
      const open = state === 'open';
      const rows = await casesPage(db, { moderator: actor.id, open, type, reason, sort, after, limit: limit + 1 });
      const reasons = await reasonsIn(
        db,
        rows.map(({ id }) => id),
      );
      const detail = criteria({ state, type, reason, sort }, cursor);
      await recordListing(db, {
        id: ids.next(),
        action: 'cases_listed',
        moderatorId: actor.id,
        detail,
        at: clock.now(),
      });
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

const criteria = (asked: Readonly<Record<string, string | undefined>>, cursor: string | undefined): string =>
  [
    ...Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`])),
    ...(cursor === undefined ? [] : ['a further page']),
  ].join(', ');
