import { assertKnown } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { silence } from '../store/preferences.ts';

export const silenceAuthor = handler(contract.notification.silenceAuthor, (deps: Deps) => async ({ actor, params }) => {
  await assertKnown(deps, actor.id, params.id);
  await transaction(deps.db, (tx) => silence(tx, actor.id, params.id));
  return noContent();
});
