import { contract, errors } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { profileFor } from '../read/profile.ts';
import { findIdByUsername } from '../store/profiles.ts';

export const getProfileByUsername = handler(
  contract.user.getProfileByUsername,
  (deps: Deps) =>
    async ({ viewer, params }) => {
      const id = await findIdByUsername(deps.db, params.username);
      if (id === null) throw errors.notFound();
      return ok(await profileFor(deps, viewer, id));
    },
);
