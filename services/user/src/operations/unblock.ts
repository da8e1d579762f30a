import { contract } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { unblocked } from '../domain/bond.ts';
import { changeBond } from '../store/bonds.ts';

export const unblock = handler(contract.user.unblock, ({ db, clock }: Deps) => async ({ actor, params }) => {
  if (actor.id === params.id) return noContent();
  const { changed } = await changeBond(db, { me: actor.id, other: params.id, at: clock(), change: unblocked });
  return noContent({ changed });
});
