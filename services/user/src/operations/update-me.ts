import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { mayWrite } from '../policy.ts';
import { countsOf } from '../read/counts.ts';
import { updateProfile } from '../store/profiles.ts';
import { meView } from '../views/me.ts';

export const updateMe = handler(contract.user.updateMe, ({ db, people, clock }: Deps) => async ({ actor, body }) => {
  mayWrite(await people.own(actor.id));
  await updateProfile(db, actor.id, body, clock());
  const [me, counts] = await Promise.all([people.own(actor.id), countsOf(db, actor.id), people.changed(actor.id)]);
  return ok(meView(me, counts));
});
