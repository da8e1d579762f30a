import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { typesOff } from '../store/preferences.ts';
import { preferencesView } from '../views/preferences.ts';

export const getNotificationPreferences = handler(
  contract.notification.getNotificationPreferences,
  ({ db }: Deps) =>
    async ({ actor }) =>
      ok(preferencesView(await typesOff(db, actor.id))),
);
