import { contract } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { friendAccepted } from '../domain/bond.ts';
import { mayAcceptFriend, mayWrite } from '../policy.ts';
import { changeBond } from '../store/bonds.ts';

export const acceptFriend = handler(
  contract.user.acceptFriend,
  ({ db, people, clock }: Deps) =>
    async ({ actor, params }) => {
      const [me, them] = await Promise.all([people.own(actor.id), people.find(params.id)]);
      mayWrite(me);
      const { changed } = await changeBond(db, {
        me: actor.id,
        other: params.id,
        at: clock(),
        change: (bond) => {
          mayAcceptFriend(actor.id, bond, them);
          return friendAccepted(bond);
        },
      });
      return noContent({ changed });
    },
);
