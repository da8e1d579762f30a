import { errors, type Id } from '@concord/contracts';
import { transaction } from '@concord/platform';
import { exportFiles, fileNumber, isUnderWay, newExport } from '../../domain/export.ts';
import { operator } from '../../domain/sanction.ts';
import { archive } from '../../read/archive.ts';
import * as auditLog from '../../store/audit-log.ts';
import { exportsOf, findExport, insertExport } from '../../store/exports.ts';
import { exportView } from '../../views/export.ts';
import { command, type OperatorParts } from './parts.ts';
import { heldAccount } from './subject.ts';

interface Given {
  readonly account: string;
  readonly reason: string | null;
}

/** An export that the operator asked for, and of whom. */
export interface Begun {
  readonly accountId: Id;
  readonly username: string;
  readonly exportId: Id;
}

/** Written down for the account that it is about. */
const audited = ({ accountId, reason }: { readonly accountId: Id; readonly reason: string | null }) => ({
  ...{ userId: accountId, actorId: operator, reason, request: command('export') },
});

/**
 * Asks for an export of an account of any status but `deleted`; the service makes it. One that is being made already is that one, as for its owner,
 * and the owner may ask as often as before. Throws `not_found`.
 */
export const beginExport = ({ db, ids, clock }: OperatorParts, { account: name, reason }: Given): Promise<Begun> =>
  transaction(db, async (tx) => {
    const { id: accountId, username, status } = await heldAccount(tx, db, name);
    if (status === 'deleted') throw errors.notFound();
    const at = clock.now();
    const underWay = (await exportsOf(tx, accountId)).find(isUnderWay);
    const wanted = underWay ?? newExport({ id: ids.next(), userId: accountId, requestedAt: at, byOperator: true });
    if (underWay === undefined) await insertExport(tx, wanted);
    await auditLog.record(tx, ids, { ...audited({ accountId, reason }), action: 'export_requested', at });
    return { accountId, username, exportId: wanted.id };
  });

/** How far an export is; null where it is gone, with its account. */
export const exportProgress = async (
  { db, clock }: Pick<OperatorParts, 'db' | 'clock'>,
  { accountId, exportId }: Pick<Begun, 'accountId' | 'exportId'>,
) => {
  const made = await findExport(db, exportId, accountId, clock.now());
  if (made === undefined) return null;
  const { pages, attempts, dueAt } = made;
  const { state } = exportView(made);
  return { state, pages, attempts, dueAt, file: fileNumber(made), files: exportFiles.length };
};

/** The ZIP of a finished export, as its owner gets it, read while it is made. That it was fetched is written down before. Throws `not_found`. */
export const openArchive = async (
  { db, ids, clock }: OperatorParts,
  { accountId, exportId, reason }: Begun & Pick<Given, 'reason'>,
): Promise<NodeJS.ReadableStream> => {
  const at = clock.now();
  const found = await findExport(db, exportId, accountId, at);
  if (found === undefined || found.finishedAt === null) throw errors.notFound();
  await auditLog.record(db, ids, { ...audited({ accountId, reason }), action: 'export_fetched', at });
  return archive(db, found);
};
