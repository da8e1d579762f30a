import type { Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import type { Export, Place } from '../domain/export.ts';

interface ExportRow {
  readonly id: number;
  readonly user_id: number;
  readonly requested_at: Date;
  readonly pages: number;
  readonly place: Place | null;
  readonly finished_at: Date | null;
  readonly expires_at: Date | null;
}

const exportOf = (row: ExportRow): Export => ({
  id: row.id,
  userId: row.user_id,
  requestedAt: row.requested_at,
  pages: row.pages,
  place: row.place,
  finishedAt: row.finished_at,
  expiresAt: row.expires_at,
});

/** An export of this account that has not expired. */
export const findExport = async (reader: Reader, id: Id, userId: Id, now: Date): Promise<Export | undefined> => {
  const row = await reader('exports')
    .where({ id, user_id: userId })
    .whereRaw('(expires_at IS NULL OR expires_at > ?)', [now])
    .first<ExportRow | undefined>();
  return row && exportOf(row);
};

/** The newest ones of an account, not more than can matter. The caller holds the account, so that two requests are one after the other. */
export const exportsOf = async (tx: Tx, userId: Id): Promise<Export[]> => {
  const rows = await tx<ExportRow>('exports').where({ user_id: userId }).orderBy('requested_at', 'desc').limit(20);
  return rows.map(exportOf);
};

export const insertExport = async (tx: Tx, { id, userId, requestedAt }: Export): Promise<void> => {
  await tx('exports').insert({ id, user_id: userId, requested_at: requestedAt });
};

/** Those that are being made, the oldest first. */
export const exportsBeingMade = async (reader: Reader): Promise<Export[]> => {
  const rows = await reader('exports').whereNull('finished_at').orderBy('id').limit(20);
  return (rows as ExportRow[]).map(exportOf);
};

/** What a page changes about its export. */
export interface Progress {
  readonly place: Place | null;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Takes note of the next page; false where another process did so first, or the export is gone. */
export const advanceExport = async (tx: Tx, { id, pages }: Export, progress: Progress): Promise<boolean> =>
  (await tx('exports')
    .where({ id, pages })
    .whereNull('finished_at')
    .update({
      pages: pages + 1,
      place: progress.place && JSON.stringify(progress.place),
      finished_at: progress.finishedAt,
      expires_at: progress.expiresAt,
    })) === 1;

/** Throws away what was made of an export, to begin anew. */
export const beginAgain = async (tx: Tx, { id }: Export): Promise<void> => {
  await tx('export_pages').where({ export_id: id }).delete();
  await tx('exports').where({ id }).whereNull('finished_at').increment('pages', 1).update({ place: null });
};
