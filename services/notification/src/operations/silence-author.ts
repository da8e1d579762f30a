import { canSeeCard } from '@concord/audience';
import { findPerson, findRelation } from '@concord/community';
import { contract, errors } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { silence } from '../store/preferences.ts';

export const silenceAuthor = handler(
  contract.notification.silenceAuthor,
  ({ db }: Deps) =>
    async ({ actor, params }) => {
      const [author, relation] = await Promise.all([findPerson(db, params.id), findRelation(db, actor.id, params.id)]);
      if (author === null || !canSeeCard(actor.id, relation, author)) throw errors.notFound();
      await transaction(db, (tx) => silence(tx, actor.id, params.id));
      return noContent();
    },
);
