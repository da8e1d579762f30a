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

/** When each erasure has its turn; a migration of its own, later than the table's. */
export const erasureTurns = {
  up: (knex: Knex): Promise<unknown> =>
    knex.raw(`ALTER TABLE erasures
      ADD COLUMN due_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'has its next turn then',
      ADD KEY erasures_due (acknowledged_at, due_at),
      DROP KEY erasures_waiting`),
  down: (knex: Knex): Promise<unknown> =>
    knex.raw(`ALTER TABLE erasures
      ADD KEY erasures_waiting (acknowledged_at, account_id),
      DROP KEY erasures_due,
      DROP COLUMN due_at`),
};

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

/** Accounts of which something may be left and whose turn it is, at most so many, the longest due first. */
export const dueErasures = async (reader: Reader, limit: number): Promise<Id[]> =>
  (await reader('erasures')
    .whereNull('acknowledged_at')
    .where('due_at', '<=', reader.raw('CURRENT_TIMESTAMP(3)'))
    .orderBy('due_at')
    .limit(limit)
    .pluck('account_id')) as Id[];

/**
 * Gives an erasure its next turn, after all that are due: at once in its first minute, later after a twentieth of its age, a minute at the most.
 * So those that wait for something cost little, and those that have just come are quick.
 */
export const giveNextTurn = async (db: Reader, account: Id): Promise<void> => {
  const age = 'TIMESTAMPDIFF(MICROSECOND, noted_at, CURRENT_TIMESTAMP(3))';
  await db('erasures')
    .where({ account_id: account })
    .whereNull('acknowledged_at')
    .update({
      due_at: db.raw(
        `CURRENT_TIMESTAMP(3) + INTERVAL IF(${age} < 60000000, 0, LEAST(60000000, ${age} DIV 20)) MICROSECOND`,
      ),
    });
};

/** Whether an account was noted as deleted at least so long ago, by the database's clock alone. */
export const isSettled = async (reader: Reader, account: Id, settleMs: number): Promise<boolean> =>
  (await reader('erasures')
    .where({ account_id: account })
    .whereRaw('noted_at <= CURRENT_TIMESTAMP(3) - INTERVAL ? MICROSECOND', [settleMs * 1_000])
    .first('account_id')) !== undefined;

interface Noted {
  readonly version: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** An erasure that is not acknowledged, for this transaction alone; null where another process ended it. */
export const holdErasure = async (tx: Tx, account: Id): Promise<Noted | null> =>
  (await tx('erasures')
    .where({ account_id: account })
    .whereNull('acknowledged_at')
    .forUpdate()
    .first<Noted | undefined>('version', 'counts')) ?? null;

/** Adds to what has been erased of a held account. */
export const addErased = async (
  tx: Tx,
  account: Id,
  { counts }: Noted,
  kind: string,
  erased: number,
): Promise<void> => {
  await tx('erasures')
    .where({ account_id: account })
    .update({ counts: JSON.stringify({ ...counts, [kind]: (counts[kind] ?? 0) + erased }) });
};

const say = (tx: Tx, serviceType: ErasingService, accountId: Id, { version, counts }: Noted): Promise<void> =>
  publish(tx, events.accountErased, accountId, { accountId, version, serviceType, counts: { ...counts } });

/** Says that nothing is left of a held account. */
export const acknowledge = async (tx: Tx, service: ErasingService, account: Id, held: Noted): Promise<void> => {
  await tx('erasures')
    .where({ account_id: account })
    .update({ acknowledged_at: tx.raw('CURRENT_TIMESTAMP(3)') });
  await say(tx, service, account, held);
};

/** Says it again, where it has been said: who asks may not have heard it. */
export const acknowledgeAgain = async (tx: Tx, service: ErasingService, account: Id): Promise<void> => {
  const noted = await tx('erasures')
    .where({ account_id: account })
    .whereNotNull('acknowledged_at')
    .first<Noted | undefined>('version', 'counts');
  if (noted !== undefined) await say(tx, service, account, noted);
};
