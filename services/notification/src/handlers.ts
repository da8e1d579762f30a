export { listNotifications } from './operations/list-notifications.ts';
export { getUnreadCount } from './operations/get-unread-count.ts';
export { markNotificationsRead } from './operations/mark-notifications-read.ts';
export { getNotificationPreferences } from './operations/get-notification-preferences.ts';
export { updateNotificationPreferences } from './operations/update-notification-preferences.ts';
export { silenceAuthor } from './operations/silence-author.ts';
export { unsilenceAuthor } from './operations/unsilence-author.ts';
export { createStreamTicket } from './operations/create-stream-ticket.ts';
