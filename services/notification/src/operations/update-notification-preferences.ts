import { contract, type NotificationType } from '@concord/contracts';
import { handler, ok, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { putPreferences, typesOff } from '../store/preferences.ts';
import { preferencesView } from '../views/preferences.ts';

export const updateNotificationPreferences = handler(
  contract.notification.updateNotificationPreferences,
  ({ db }: Deps) =>
    async ({ actor, body }) => {
      const types = Object.entries(body.types) as [NotificationType, { inApp: boolean }][];
      return transaction(db, async (tx) => {
        await putPreferences(tx, actor.id, types);
        return ok(preferencesView(await typesOff(tx, actor.id)));
      });
    },
);
