import { NotificationType, type NotificationPreferences, type QuietHours } from '@concord/contracts';
import type { z } from 'zod';
import { choiceOf, type Choice, type Said } from '../domain/channels.ts';

/** All types, as they hold: what somebody has said, and the defaults for the rest. */
export const preferencesView = (
  said: ReadonlyMap<NotificationType, Said> | undefined,
  quietHours: QuietHours | undefined,
): z.output<typeof NotificationPreferences> => ({
  types: Object.fromEntries(NotificationType.options.map((type) => [type, choiceOf(type, said?.get(type))])) as Record<
    NotificationType,
    Choice
  >,
  quietHours: quietHours ?? null,
});
