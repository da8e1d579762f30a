import { contract } from '@concord/contracts';
import { handler, noContent } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { friendRemoved } from '../domain/bond.ts';
import { changeBond } from '../store/bonds.ts';

export const removeFriend = handler(contract.user.removeFriend, ({ db, clock }: Deps) => async ({ actor, params }) => {
  if (actor.id === params.id) return noContent();
  const { changed } = await changeBond(db, { me: actor.id, other: params.id, at: clock(), change: friendRemoved });
  return noContent({ changed });
});
