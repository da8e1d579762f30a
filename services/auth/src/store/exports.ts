import type { Id } from '@concord/contracts';
import type { Query, Reader, Tx } from '@concord/platform';
import type { Export, Place } from '../domain/export.ts';

interface ExportRow {
  readonly id: number;
  readonly user_id: number;
  readonly requested_at: Date;
  readonly by_operator: 0 | 1;
  readonly pages: number;
  readonly place: Place | null;
  readonly attempts: number;
  readonly due_at: Date | null;
  readonly finished_at: Date | null;
  readonly failed_at: Date | null;
  readonly expires_at: Date | null;
}

const exportOf = (row: ExportRow): Export => ({
  id: row.id,
  userId: row.user_id,
  requestedAt: row.requested_at,
  byOperator: row.by_operator === 1,
  pages: row.pages,
  place: row.place,
  attempts: row.attempts,
  dueAt: row.due_at,
  finishedAt: row.finished_at,
  failedAt: row.failed_at,
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

/** The newest ones of an account that it asked for or that are being made, not more than can matter. The caller holds the account, so that two requests are one after the other. */
export const exportsOf = async (tx: Tx, userId: Id): Promise<Export[]> => {
  const rows = await tx<ExportRow>('exports')
    .where({ user_id: userId })
    .whereRaw('(by_operator = 0 OR (finished_at IS NULL AND failed_at IS NULL))')
    .orderBy('requested_at', 'desc')
    .limit(20);
  return rows.map(exportOf);
};

export const insertExport = async (tx: Tx, { id, userId, requestedAt, byOperator, dueAt }: Export): Promise<void> => {
  const asked = { user_id: userId, requested_at: requestedAt, by_operator: byOperator };
  await tx('exports').insert({ id, ...asked, due_at: dueAt });
};

/** Those to go on with, the one that has waited longest first. */
export const exportsDue = async (reader: Reader, now: Date): Promise<Export[]> => {
  const rows = await reader('exports')
    .where('due_at', '<=', now)
    .whereNull('finished_at')
    .whereNull('failed_at')
    .orderBy(['due_at', 'id'])
    .limit(20);
  return (rows as ExportRow[]).map(exportOf);
};

/** An export as it was found, unless another process has gone on with it since. */
const asFound = (tx: Tx, { id, pages, attempts }: Export): Query =>
  tx('exports').where({ id, pages, attempts }).whereNull('finished_at').whereNull('failed_at');

/** What a page changes about its export. */
export interface Progress {
  readonly place: Place | null;
  /** When its next page is due; null after the last. */
  readonly dueAt: Date | null;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Takes note of the next page; false where another process did so first, or the export is gone. */
export const advanceExport = async (tx: Tx, made: Export, progress: Progress): Promise<boolean> =>
  (await asFound(tx, made).update({
    pages: made.pages + 1,
    attempts: 0,
    place: progress.place && JSON.stringify(progress.place),
    due_at: progress.dueAt,
    finished_at: progress.finishedAt,
    expires_at: progress.expiresAt,
  })) === 1;

/** Takes note that a page failed, and when it is tried again. */
export const postponeExport = async (tx: Tx, made: Export, dueAt: Date): Promise<void> => {
  await asFound(tx, made).update({ attempts: made.attempts + 1, due_at: dueAt });
};

/** Gives an export up, and throws away what was made of it. */
export const failExport = async (tx: Tx, made: Export, at: Date, expiresAt: Date): Promise<void> => {
  const end = { attempts: made.attempts + 1, due_at: null, failed_at: at, expires_at: expiresAt };
  if ((await asFound(tx, made).update(end)) === 1) await tx('export_pages').where({ export_id: made.id }).delete();
};

/** Throws away what was made of an export, to begin anew. */
export const beginAgain = async (tx: Tx, { id }: Export): Promise<void> => {
  await tx('export_pages').where({ export_id: id }).delete();
  await tx('exports').where({ id }).whereNull('finished_at').increment('pages', 1).update({ place: null });
};
