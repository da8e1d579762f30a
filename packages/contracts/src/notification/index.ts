import { accountRows } from '../kit/account-rows.ts';
import * as devices from './devices.ts';
import * as notifications from './notifications.ts';
import * as preferences from './preferences.ts';
import * as stream from './stream.ts';
import * as unsubscriptions from './unsubscriptions.ts';

/** The notification service: what happened to whom, as a list, in real time, by e-mail and by Web Push. */
export const notification = {
  listNotifications: notifications.listNotifications,
  getUnreadCount: notifications.getUnreadCount,
  markNotificationsRead: notifications.markNotificationsRead,
  getNotificationPreferences: preferences.getNotificationPreferences,
  updateNotificationPreferences: preferences.updateNotificationPreferences,
  silenceAuthor: preferences.silenceAuthor,
  unsilenceAuthor: preferences.unsilenceAuthor,
  createStreamTicket: stream.createStreamTicket,
  getPushKey: devices.getPushKey,
  registerDevice: devices.registerDevice,
  deleteDevice: devices.deleteDevice,
  deleteDevices: devices.deleteDevices,
  getUnsubscription: unsubscriptions.getUnsubscription,
  unsubscribe: unsubscriptions.unsubscribe,
  readNotificationExport: accountRows('readNotificationExport', 'notification'),
} as const;
