import type { Channel, NotificationType } from '@concord/contracts';

/** In which ways somebody is told of one type. */
export type Choice = Readonly<Record<Channel, boolean>>;

const told = { inApp: true, email: false, push: false } as const satisfies Choice;
const pushed = { ...told, push: true } as const satisfies Choice;

/**
 * What holds until somebody says otherwise. Nothing is mailed unasked, since addresses are not verified. Who registered a device is pushed
 * what is meant for them alone, and not what many do to many (docs/decisions/notification-channels.md).
 */
export const defaults: Readonly<Record<NotificationType, Choice>> = {
  friend_request: pushed,
  friend_accepted: pushed,
  follow: told,
  follow_request: pushed,
  like: told,
  comment: pushed,
  reply: pushed,
  mention: pushed,
  share: told,
  new_post: told,
  message: pushed,
  system: pushed,
  report_decided: told,
  content_removed: pushed,
};

/** What somebody has said of a type; null where they have said nothing. */
export type Said = Readonly<Record<Channel, boolean | null>>;

export const choiceOf = (type: NotificationType, said: Said | undefined): Choice => {
  const { inApp, email, push } = defaults[type];
  return {
    inApp: said?.inApp ?? inApp,
    email: said?.email ?? email,
    push: said?.push ?? push,
  };
};
