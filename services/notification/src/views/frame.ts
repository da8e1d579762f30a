import type { StreamFrame } from '@concord/contracts';
import { cardOf } from '@concord/community';
import { subjectOf } from '../domain/subject.ts';
import type { KeptFrame } from '../read/frames-after.ts';

/** A frame as it is sent; null where there is nothing to say. */
export const frameView = ({ seq, type, ids, notification }: KeptFrame): StreamFrame | null => {
  if (type === 'removed') return { type, seq, ids: [...ids] };
  if (type === 'read') return { type, seq };
  if (notification === null || !notification.shown) return null;
  const { id, group, createdAt, actor } = notification;
  return {
    ...{ type, seq },
    notification: {
      ...{ id, group, type: notification.type, createdAt },
      subject: subjectOf({ ...notification, actorId: actor?.id ?? null }),
      actor: actor && cardOf(actor),
    },
  };
};
