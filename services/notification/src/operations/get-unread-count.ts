import { freshnessMs } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { countUnread } from '../read/groups.ts';

export const getUnreadCount = handler(
  contract.notification.getUnreadCount,
  ({ db, copies }: Deps) =>
    async ({ actor }) => {
      await copies.assertFresh(freshnessMs);
      return ok({ unread: await countUnread(db, actor.id) });
    },
);
