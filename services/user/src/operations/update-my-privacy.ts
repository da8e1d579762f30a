import { contract, errors, receipt, state } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mayWrite } from '../policy.ts';
import { changePrivacy } from '../store/privacy.ts';

export const updateMyPrivacy = handler(
  contract.user.updateMyPrivacy,
  ({ db, people, clock }: Deps) =>
    async ({ actor, body }) => {
      mayWrite(await people.own(actor.id));
      const privacy = await changePrivacy(db, actor.id, body, clock());
      if (!privacy) throw errors.internal();
      const [{ version }] = await Promise.all([people.own(actor.id), people.changed(actor.id)]);
      return ok(privacy, { changed: [receipt(state.user.profiles, actor.id, version)] });
    },
);
