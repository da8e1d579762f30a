/** The services that own a database, and so erase what they hold of a deleted account and say when nothing is left. */
export const erasingServices = [
  'auth',
  'user',
  'post',
  'comment',
  'reaction',
  'notification',
  'engagement',
  'moderation',
] as const;
export type ErasingService = (typeof erasingServices)[number];
