import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { profileFor } from '../read/profile.ts';

export const getProfile = handler(
  contract.user.getProfile,
  (deps: Deps) =>
    async ({ viewer, params }) =>
      ok(await profileFor(deps, viewer, params.id)),
);
