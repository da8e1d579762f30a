import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { unsilence } from '../store/preferences.ts';

export const unsilenceAuthor = handler(
  contract.notification.unsilenceAuthor,
  ({ db }: Deps) =>
    async ({ actor, params }) => {
      await transaction(db, (tx) => unsilence(tx, actor.id, params.id));
      return noContent();
    },
);
