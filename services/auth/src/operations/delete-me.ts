import { contract } from '@concord/contracts';
import { accepted, handler, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { assertMayLeave } from '../policy.ts';
import { leave } from '../store/leave.ts';
import { holdProved } from '../store/recent-proof.ts';
import { holdActiveAdmins } from '../store/staff.ts';
import { deletionView } from '../views/deletion.ts';

export const deleteMe = handler(
  contract.auth.deleteMe,
  ({ db, ids, mails, clock }: Deps) =>
    async ({ actor, request }) => {
      const deletion = await transaction(db, async (tx) => {
        const activeAdmins = await holdActiveAdmins(tx);
        const { account } = await holdProved(tx, { clock }, actor);
        assertMayLeave(account.id, activeAdmins);
        return leave(tx, { ids, mails, clock }, { account, request });
      });
      return accepted(deletionView(deletion), { location: `/v1/deletions/${deletion.id}` });
    },
);
