import { contract, errors } from '@concord/contracts';
import { handler } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { archive } from '../read/archive.ts';
import { assertProved } from '../store/recent-proof.ts';
import * as auditLog from '../store/audit-log.ts';
import { findExport } from '../store/exports.ts';

/** The ZIP of a finished export; before that, and for everybody else, there is none. Only who may have it is counted. */
export const getExportArchive = handler(
  contract.auth.getExportArchive,
  ({ db, ids, clock, countFetch }: Deps) =>
    async ({ actor, params, request }) => {
      const { at } = await assertProved({ db, clock }, actor);
      const found = await findExport(db, params.id, actor.id, at);
      if (found === undefined || found.finishedAt === null) throw errors.notFound();
      await countFetch(found.id);
      const by = { userId: actor.id, sessionId: actor.sessionId, request, at };
      await auditLog.record(db, ids, { ...by, action: 'export_fetched' });
      const headers = {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="concord-export-${String(found.id)}.zip"`,
        'cache-control': 'no-store',
      };
      return { status: 200, body: archive(db, found), headers } as const;
    },
);
