import { beginErasure } from '@concord/community';
import { contract, events } from '@concord/contracts';
import { accepted, handler, publish, transaction, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { newDeletion, type Deletion } from '../domain/deletion.ts';
import { notify } from '../mails/notify.ts';
import { assertMayLeave } from '../policy.ts';
import { holdProved } from '../store/recent-proof.ts';
import { blankUser, type Leaving } from '../store/deleted-users.ts';
import { insertDeletion } from '../store/deletions.ts';
import { retire } from '../store/retired-usernames.ts';
import { endAllSessions } from '../store/end-session.ts';
import { holdActiveAdmins } from '../store/staff.ts';
import { deletionView } from '../views/deletion.ts';

/** The account is gone with this transaction; what services hold of it they erase when they learn of it. */
const leave = async (tx: Tx, account: Leaving, deletion: Deletion): Promise<void> => {
  const version = await blankUser(tx, account, deletion.startedAt);
  await retire(tx, account.username);
  await insertDeletion(tx, deletion, account.id);
  await beginErasure(tx, { accountId: account.id, version });
  await publish(tx, events.accountDeleted, account.id, { accountId: account.id, version });
};

export const deleteMe = handler(
  contract.auth.deleteMe,
  ({ db, ids, mails, clock }: Deps) =>
    async ({ actor, request }) => {
      const deletion = await transaction(db, async (tx) => {
        const activeAdmins = await holdActiveAdmins(tx);
        const { account } = await holdProved(tx, { clock }, actor);
        assertMayLeave(account.id, activeAdmins);
        const at = await endAllSessions(tx, { ids, clock }, { userId: account.id, reason: 'account_deleted', request });
        const deletion = newDeletion(at);
        await leave(tx, account, deletion);
        const notice = { type: 'deletion_begun' } as const;
        await notify(tx, mails, { account: account.id, notice, at, to: account });
        return deletion;
      });
      return accepted(deletionView(deletion), { location: `/v1/deletions/${deletion.id}` });
    },
);
