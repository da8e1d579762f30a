import { NotificationType, type NotificationPreferences } from '@concord/contracts';
import type { z } from 'zod';

/** All types, with those that are off; everything is on until somebody says otherwise. */
export const preferencesView = (off: ReadonlySet<NotificationType>): z.output<typeof NotificationPreferences> => ({
  types: Object.fromEntries(NotificationType.options.map((type) => [type, { inApp: !off.has(type) }])) as Record<
    NotificationType,
    { inApp: boolean }
  >,
});
