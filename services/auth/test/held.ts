import { eventually } from '@concord/testkit';
import type { Tx } from '@concord/platform';
import type { Auth } from './auth.ts';

/** Is a statement on users waiting, of any connection to this database? */
const isWaiting = async ({ db }: Auth): Promise<boolean> => {
  const [rows] = (await db.raw(
    `SELECT id FROM information_schema.processlist
     WHERE db = DATABASE() AND id <> CONNECTION_ID() AND command = 'Query' AND info LIKE '%\`users\`%'`,
  )) as [unknown[]];
  return rows.length > 0;
};

/**
 * Begins a call while the account's row is held by somebody else, waits until the call waits for the row, does `meanwhile` in the transaction
 * that holds it, and commits. Gives what came of the call.
 */
export const whileHeld = async <T>(
  auth: Auth,
  accountId: string,
  call: () => Promise<T>,
  meanwhile: (tx: Tx) => unknown,
): Promise<PromiseSettledResult<T>> => {
  const tx = await auth.db.transaction();
  await tx('users').where({ id: accountId }).forUpdate().first('id');
  const [outcome] = await Promise.all([
    Promise.allSettled([call()]),
    eventually(() => isWaiting(auth)).then(async () => {
      await meanwhile(tx);
      await tx.commit();
    }),
  ]);
  return outcome[0];
};

/** What ends every session of an account, as another call does it. */
export const endSessions = (tx: Tx, userId: string) =>
  tx('sessions').where({ user_id: userId }).update({ revoked_at: new Date(), revoked_reason: 'password_changed' });
