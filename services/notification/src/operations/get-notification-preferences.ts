import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { quietHoursOf, saidBy } from '../store/preferences.ts';
import { preferencesView } from '../views/preferences.ts';

export const getNotificationPreferences = handler(
  contract.notification.getNotificationPreferences,
  ({ db }: Deps) =>
    async ({ actor: { id } }) => {
      const [said, quiet] = await Promise.all([saidBy(db, [id]), quietHoursOf(db, [id])]);
      return ok(preferencesView(said.get(id), quiet.get(id)));
    },
);
