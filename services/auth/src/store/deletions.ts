import type { ErasingService, Id } from '@concord/contracts';
import type { Reader, Tx } from '@concord/platform';
import type { Deletion, Part } from '../domain/deletion.ts';

export const insertDeletion = async (tx: Tx, { id, startedAt, parts }: Deletion, accountId: Id): Promise<void> => {
  await tx('deletions').insert({ id, account_id: accountId, started_at: startedAt });
  await tx('deletion_services').insert(parts.map(({ service }) => ({ deletion_id: id, service })));
};

interface DeletionRow {
  readonly started_at: Date;
  readonly finished_at: Date | null;
}

interface PartRow {
  readonly service: ErasingService;
  readonly finished_at: Date | null;
  readonly counts: Part['counts'];
}

export const findDeletion = async (reader: Reader, id: string): Promise<Deletion | undefined> => {
  const row = await reader('deletions').where({ id }).first<DeletionRow | undefined>();
  if (row === undefined) return undefined;
  const parts = await reader('deletion_services').where({ deletion_id: id }).orderBy('service').select<PartRow[]>();
  return {
    id,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    parts: parts.map(({ service, finished_at, counts }) => ({ service, finishedAt: finished_at, counts })),
  };
};

/** That a service has nothing left of an account. */
export interface Acknowledgement {
  readonly accountId: Id;
  readonly service: ErasingService;
  readonly counts: Readonly<Record<string, number>>;
  readonly at: Date;
}

/**
 * Writes down that a service has finished; with the last of them the deletion is complete, and forgets whose it was. What is told again, or
 * of a deletion that is complete, changes nothing.
 */
export const finishPart = async (tx: Tx, { accountId, service, counts, at }: Acknowledgement): Promise<void> => {
  const deletion = await tx('deletions')
    .where({ account_id: accountId })
    .forUpdate()
    .first<{ id: string } | undefined>('id');
  if (deletion === undefined) return;
  await tx('deletion_services')
    .where({ deletion_id: deletion.id, service })
    .whereNull('finished_at')
    .update({ finished_at: at, counts: JSON.stringify(counts) });
  const left = await tx('deletion_services')
    .where({ deletion_id: deletion.id })
    .whereNull('finished_at')
    .first<{ service: ErasingService } | undefined>('service');
  if (left === undefined)
    await tx('deletions').where({ id: deletion.id }).update({ finished_at: at, account_id: null });
};
