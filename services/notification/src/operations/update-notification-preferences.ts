import { contract, type Channel, type NotificationType } from '@concord/contracts';
import { handler, ok, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { reconsider } from '../store/deliveries.ts';
import { putQuietHours, quietHoursOf, say, saidBy } from '../store/preferences.ts';
import { preferencesView } from '../views/preferences.ts';

type Patch = Partial<Record<Channel, boolean | undefined>>;

export const updateNotificationPreferences = handler(
  contract.notification.updateNotificationPreferences,
  ({ db, clock }: Deps) =>
    async ({ actor: { id }, body: { types = {}, quietHours } }) =>
      transaction(db, async (tx) => {
        await say(tx, id, Object.entries(types) as [NotificationType, Patch][]);
        if (quietHours !== undefined) {
          await putQuietHours(tx, id, quietHours);
          await reconsider(tx, id, clock.now());
        }
        const [said, quiet] = await Promise.all([saidBy(tx, [id]), quietHoursOf(tx, [id])]);
        return ok(preferencesView(said.get(id), quiet.get(id)));
      }),
);
