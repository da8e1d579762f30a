import { state } from '@concord/contracts';
import { onState, type Consumer } from '@concord/platform';
import type { ProfileCache } from '../people/cache.ts';

/** Lets no process serve a profile that is older than a change of it, whoever made the change. */
export const forgetChangedProfiles = (cache: ProfileCache): Consumer =>
  onState(state.user.profiles, {
    name: 'profile cache',
    apply: async (_, changes) => {
      await Promise.all(changes.map(({ row, version }) => cache.forget(row.id, version)));
    },
  });
