import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { countsOf } from '../read/counts.ts';
import { meView } from '../views/me.ts';

export const getMe = handler(contract.user.getMe, ({ db, people }: Deps) => async ({ actor }) => {
  const [me, counts] = await Promise.all([people.own(actor.id), countsOf(db, actor.id)]);
  return ok(meView(me, counts), { revision: me.version });
});
