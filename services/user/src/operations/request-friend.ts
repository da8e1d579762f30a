import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { friendRequested } from '../domain/bond.ts';
import { mayTurnTo, mayWrite, mustBeAnother } from '../policy.ts';
import { changeBond } from '../store/bonds.ts';

export const requestFriend = handler(
  contract.user.requestFriend,
  ({ db, people, clock }: Deps) =>
    async ({ actor, params }) => {
      mustBeAnother(actor.id, params.id);
      const [me, them] = await Promise.all([people.own(actor.id), people.find(params.id)]);
      mayWrite(me);
      const { bond, changed } = await changeBond(db, {
        me: actor.id,
        other: params.id,
        at: clock(),
        change: (before) => {
          mayTurnTo(actor.id, before, them);
          return friendRequested(before);
        },
      });
      return ok({ state: bond.friendship === 'friends' ? 'friends' : 'requested' }, { changed });
    },
);
