import { beginErasure } from '@concord/community';
import { events } from '@concord/contracts';
import { publish, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Account } from '../domain/account.ts';
import { newDeletion, type Deletion } from '../domain/deletion.ts';
import { notify, type Means } from '../mails/notify.ts';
import { blankUser, type Leaving } from './deleted-users.ts';
import { insertDeletion } from './deletions.ts';
import { endAllSessions, type Expulsion } from './end-session.ts';
import { retire } from './retired-usernames.ts';

/** Somebody whose account goes: held by the caller, who has seen to it that it may. */
export interface Parting {
  readonly account: Leaving & Pick<Account, 'emailVerifiedAt'>;
  readonly request: Expulsion['request'];
  /** Who did it, and why, where it was not the owner. */
  readonly by?: Expulsion['by'];
}

/** Leaves of a held account what nobody sees, and has every service erase what it holds. */
const erase = async (tx: Tx, account: Leaving, deletion: Deletion): Promise<void> => {
  const version = await blankUser(tx, account, deletion.startedAt);
  await retire(tx, account.username);
  await insertDeletion(tx, deletion, account.id);
  await beginErasure(tx, { accountId: account.id, version });
  await publish(tx, events.accountDeleted, account.id, { accountId: account.id, version });
};

/**
 * Deletes an account that the caller holds: it is gone with this transaction, with its sessions, the audit and a mail to its owner; what services
 * hold of it they erase when they learn of it.
 */
export const leave = async (
  tx: Tx,
  { ids, clock, mails }: Means & Pick<Deps, 'clock'>,
  { account, request, by }: Parting,
): Promise<Deletion> => {
  const ending = { userId: account.id, reason: 'account_deleted', request } as const;
  const at = await endAllSessions(tx, { ids, clock }, { ...ending, ...(by !== undefined && { by }) });
  const deletion = newDeletion(at);
  await erase(tx, account, deletion);
  await notify(tx, mails, {
    account: account.id,
    notice: { type: 'deletion_begun', byOperator: by !== undefined },
    at,
    to: account,
  });
  return deletion;
};
