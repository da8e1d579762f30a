import { events, type ErasingService, type Id } from '@concord/contracts';
import { publish, type Knex, type Reader, type Tx } from '@concord/platform';

/** The accounts that were deleted, as a service keeps them; called by a migration. Rows stay: what comes late is told by them to be of nobody. */
export const erasuresTable = (knex: Knex): Promise<unknown> =>
  knex.raw(`CREATE TABLE erasures (
    account_id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL COMMENT 'of the account, deleted',
    noted_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'when this service learned of it',
    counts JSON NOT NULL COMMENT 'how many things of which kind have been erased',
    acknowledged_at DATETIME(3) NULL COMMENT 'when nothing was left',
    KEY erasures_waiting (acknowledged_at, account_id)
  ) COMMENT 'deleted accounts; not captured'`);

/** Asks for the erasure of an account; a second time changes nothing. */
export const beginErasure = async (
  tx: Tx,
  { accountId, version }: { accountId: Id; version: number },
): Promise<void> => {
  await tx('erasures').insert({ account_id: accountId, version, counts: '{}' }).onConflict().ignore();
};

/** Those of these accounts that were deleted: nothing that names them may be written any more. */
export const erasedAmong = async (reader: Reader, accounts: readonly (Id | null)[]): Promise<ReadonlySet<Id>> => {
  const ids = [...new Set(accounts)].filter((id) => id !== null);
  if (ids.length === 0) return new Set();
  return new Set((await reader('erasures').whereIn('account_id', ids).pluck('account_id')) as Id[]);
};

/** Accounts of which something may be left, at most so many. */
export const waitingErasures = async (reader: Reader, limit: number): Promise<Id[]> =>
  (await reader('erasures')
    .whereNull('acknowledged_at')
    .orderBy('account_id')
    .limit(limit)
    .pluck('account_id')) as Id[];

/** Whether an account was noted as deleted at least so long ago, by the database's clock alone. */
export const isSettled = async (reader: Reader, account: Id, settleMs: number): Promise<boolean> =>
  (await reader('erasures')
    .where({ account_id: account })
    .whereRaw('noted_at <= CURRENT_TIMESTAMP(3) - INTERVAL ? MICROSECOND', [settleMs * 1_000])
    .first('account_id')) !== undefined;

interface Held {
  readonly version: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** An erasure that is not acknowledged, for this transaction alone; null where another process ended it. */
export const holdErasure = async (tx: Tx, account: Id): Promise<Held | null> =>
  (await tx('erasures')
    .where({ account_id: account })
    .whereNull('acknowledged_at')
    .forUpdate()
    .first<Held | undefined>('version', 'counts')) ?? null;

/** Adds to what has been erased of a held account. */
export const addErased = async (tx: Tx, account: Id, { counts }: Held, kind: string, erased: number): Promise<void> => {
  await tx('erasures')
    .where({ account_id: account })
    .update({ counts: JSON.stringify({ ...counts, [kind]: (counts[kind] ?? 0) + erased }) });
};

/** Says, once, that nothing is left of a held account. */
export const acknowledge = async (
  tx: Tx,
  service: ErasingService,
  accountId: Id,
  { version, counts }: Held,
): Promise<void> => {
  await tx('erasures')
    .where({ account_id: accountId })
    .update({ acknowledged_at: tx.raw('CURRENT_TIMESTAMP(3)') });
  await publish(tx, events.accountErased, accountId, {
    accountId,
    version,
    serviceType: service,
    counts: { ...counts },
  });
};
