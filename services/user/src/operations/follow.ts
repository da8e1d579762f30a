import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { followed } from '../domain/bond.ts';
import { mayTurnTo, mayWrite, mustBeAnother } from '../policy.ts';
import { changeBond } from '../store/bonds.ts';

export const follow = handler(contract.user.follow, ({ db, people, clock }: Deps) => async ({ actor, params }) => {
  mustBeAnother(actor.id, params.id);
  const [me, them] = await Promise.all([people.own(actor.id), people.find(params.id)]);
  mayWrite(me);
  const { bond, changed } = await changeBond(db, {
    me: actor.id,
    other: params.id,
    at: clock(),
    change: (before) => {
      mayTurnTo(actor.id, before, them);
      return followed(before, them?.profileVisibility === 'public');
    },
  });
  return ok({ state: bond.mine.follow === 'accepted' ? 'following' : 'requested' }, { changed });
});
