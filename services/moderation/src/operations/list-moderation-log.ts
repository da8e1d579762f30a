import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { logEntries } from '../read/log-entries.ts';
import { recordListing } from '../store/moderation-log.ts';
import { entryView } from '../views/entry-view.ts';

/** Who reads the log stands in it too; a page does not show its own reading. */
export const listModerationLog = handler(
  contract.moderation.listModerationLog,
  ({ db, cursors, ids, clock }: Deps) =>
    async ({ actor, query: { moderatorId, caseId, limit, cursor } }) => {
      const list = `listModerationLog ${[moderatorId, caseId].join(' ')}`;
      const before = cursors.open(list, cursor, z.int());
      const rows = await logEntries(db, { moderatorId, caseId, before, limit: limit + 1 });
      const read = { id: ids.next(), moderatorId: actor.id, at: clock.now() };
      await recordListing(db, { ...read, action: 'log_read', caseId, accountId: moderatorId });
      return ok(pageOf(rows, limit, entryView, ({ id }) => cursors.seal(list, id)));
    },
);
