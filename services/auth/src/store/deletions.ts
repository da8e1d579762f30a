import { events, type ErasingService, type Id } from '@concord/contracts';
import { publish, type Reader, type Tx } from '@concord/platform';
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

/** For how long the oldest deletion that waits for a service has been running, in seconds; services that none waits for are left out. */
export const waitedFor = async (reader: Reader, now: Date): Promise<ReadonlyMap<ErasingService, number>> => {
  const rows = await reader('deletions')
    .join('deletion_services', 'deletion_services.deletion_id', 'deletions.id')
    .whereNull('deletions.finished_at')
    .whereNull('deletion_services.finished_at')
    .groupBy('deletion_services.service')
    .select<{ service: ErasingService; oldest: Date }[]>(
      'deletion_services.service',
      reader.raw('MIN(deletions.started_at) AS oldest'),
    );
  return new Map(rows.map(({ service, oldest }) => [service, (now.getTime() - oldest.getTime()) / 1_000]));
};

/** Deletions that run and of which nobody was told since then. */
const untold = (reader: Reader, since: Date) =>
  reader('deletions').whereNull('finished_at').whereRaw('COALESCE(told_at, started_at) < ?', [since]);

/** At most so many of them, the oldest first. */
export const unanswered = async (reader: Reader, since: Date, limit: number): Promise<string[]> =>
  (await untold(reader, since).orderBy('started_at').limit(limit).pluck('id')) as string[];

/**
 * Tells all services once more of a deletion that runs, unless somebody has since then. Who has begun goes on, who has finished says so again.
 */
export const tellAgain = async (tx: Tx, id: string, { since, now }: { since: Date; now: Date }): Promise<void> => {
  const running = await untold(tx, since).where({ id }).forUpdate().first<{ account_id: Id } | undefined>('account_id');
  if (running === undefined) return;
  const accountId = running.account_id;
  const noted = await tx('erasures').where({ account_id: accountId }).first<{ version: number }>('version');
  await tx('deletions').where({ id }).update({ told_at: now });
  await publish(tx, events.accountDeleted, accountId, { accountId, version: noted.version });
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
