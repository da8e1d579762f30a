import { contract } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { muted } from '../domain/bond.ts';
import { mayTurnTo, mustBeAnother } from '../policy.ts';
import { changeBond } from '../store/bonds.ts';

export const mute = handler(contract.user.mute, ({ db, people, clock }: Deps) => async ({ actor, params }) => {
  mustBeAnother(actor.id, params.id);
  const them = await people.find(params.id);
  const { changed } = await changeBond(db, {
    me: actor.id,
    other: params.id,
    at: clock(),
    change: (bond) => {
      mayTurnTo(actor.id, bond, them);
      return muted(bond);
    },
  });
  return noContent({ changed });
});
