import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { findRelation } from '../store/relations.ts';
import { internalRelationView } from '../views/internal.ts';

export const readRelation = handler(
  contract.user.readRelation,
  ({ db }: Deps) =>
    async ({ params: { viewer, author } }) =>
      ok(internalRelationView(viewer, author, await findRelation(db, viewer, author))),
);
