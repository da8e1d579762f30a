import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { reportsBy } from '../read/reports-by.ts';
import { reportView } from '../views/report-view.ts';

export const listReports = handler(
  contract.moderation.listReports,
  ({ db, cursors }: Deps) =>
    async ({ actor, query }) => {
      const list = `listReports ${actor.id}`;
      const before = cursors.open(list, query.cursor, z.int());
      const rows = await reportsBy(db, actor.id, { before, limit: query.limit + 1 });
      return ok(pageOf(rows, query.limit, reportView, ({ id }) => cursors.seal(list, id)));
    },
);
