import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { logEntries } from '../read/log-entries.ts';
import { entryView } from '../views/entry-view.ts';

export const listModerationLog = handler(
  contract.moderation.listModerationLog,
  ({ db, cursors }: Deps) =>
    async ({ query: { moderatorId, caseId, limit, cursor } }) => {
      const list = `listModerationLog ${[moderatorId, caseId].join(' ')}`;
      const before = cursors.open(list, cursor, z.int());
      const rows = await logEntries(db, { moderatorId, caseId, before, limit: limit + 1 });
      return ok(pageOf(rows, limit, entryView, ({ id }) => cursors.seal(list, id)));
    },
);
