import { contract } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { blocked } from '../domain/bond.ts';
import { mayBlock, mustBeAnother } from '../policy.ts';
import { changeBond } from '../store/bonds.ts';

export const block = handler(contract.user.block, ({ db, people, clock }: Deps) => async ({ actor, params }) => {
  mustBeAnother(actor.id, params.id);
  const them = await people.find(params.id);
  const { changed } = await changeBond(db, {
    me: actor.id,
    other: params.id,
    at: clock(),
    change: (bond) => {
      mayBlock(bond, them);
      return blocked(bond);
    },
  });
  return noContent({ changed });
});
