import { contract } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { followerAccepted } from '../domain/bond.ts';
import { mayAcceptFollower, mayWrite } from '../policy.ts';
import { changeBond } from '../store/bonds.ts';

export const acceptFollower = handler(
  contract.user.acceptFollower,
  ({ db, people, clock }: Deps) =>
    async ({ actor, params }) => {
      const [me, them] = await Promise.all([people.own(actor.id), people.find(params.id)]);
      mayWrite(me);
      const { changed } = await changeBond(db, {
        me: actor.id,
        other: params.id,
        at: clock(),
        change: (bond) => {
          mayAcceptFollower(actor.id, bond, them);
          return followerAccepted(bond);
        },
      });
      return noContent({ changed });
    },
);
