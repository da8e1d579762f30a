import { contract } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { appendFrames } from '../store/frames.ts';
import { markRead } from '../store/read-marks.ts';

export const markNotificationsRead = handler(
  contract.notification.markNotificationsRead,
  ({ db, clock }: Deps) =>
    async ({ actor, body }) => {
      await transaction(db, async (tx) => {
        const at = clock.now();
        const marked = await markRead(tx, actor.id, body, at);
        if (marked > 0) await appendFrames(tx, [{ userId: actor.id, type: 'read', ids: [] }], at);
      });
      return noContent();
    },
);
