import { contract, receipt, state } from '@concord/contracts';
import { handler, ok, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mayWrite } from '../policy.ts';
import { countsOf } from '../read/counts.ts';
import { lockProfile, updateProfile } from '../store/profiles.ts';
import { meView } from '../views/me.ts';

export const updateMe = handler(
  contract.user.updateMe,
  ({ db, people, clock }: Deps) =>
    async ({ actor, body, ifMatch }) => {
      mayWrite(await people.own(actor.id));
      await transaction(db, async (tx) => {
        ifMatch(await lockProfile(tx, actor.id));
        await updateProfile(tx, actor.id, body, clock());
      });
      const [me, counts] = await Promise.all([people.own(actor.id), countsOf(db, actor.id), people.changed(actor.id)]);
      return ok(meView(me, counts), {
        revision: me.version,
        changed: [receipt(state.user.profiles, me.id, me.version)],
      });
    },
);
