import * as notifications from './notifications.ts';
import * as preferences from './preferences.ts';
import * as stream from './stream.ts';

/** The notification service: what happened to whom, as a list and in real time. */
export const notification = {
  listNotifications: notifications.listNotifications,
  getUnreadCount: notifications.getUnreadCount,
  markNotificationsRead: notifications.markNotificationsRead,
  getNotificationPreferences: preferences.getNotificationPreferences,
  updateNotificationPreferences: preferences.updateNotificationPreferences,
  silenceAuthor: preferences.silenceAuthor,
  unsilenceAuthor: preferences.unsilenceAuthor,
  createStreamTicket: stream.createStreamTicket,
} as const;
