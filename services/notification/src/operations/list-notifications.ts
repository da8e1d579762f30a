import { freshnessMs } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, ok, pageOf } from '@concord/platform';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { groupsOf } from '../read/groups.ts';
import { groupView } from '../views/group.ts';

/** Where a page ended: the newest notification of its last group. */
const Position = z.int().positive();

export const listNotifications = handler(
  contract.notification.listNotifications,
  ({ db, cursors, copies }: Deps) =>
    async ({ actor, query }) => {
      const list = `listNotifications ${actor.id}`;
      const before = cursors.open(list, query.cursor, Position);
      await copies.assertFresh(freshnessMs);
      const { type, limit } = query;
      const groups = await groupsOf(db, actor.id, { unread: query.unread === 'true', type, before, limit: limit + 1 });
      return ok(pageOf(groups, limit, groupView, ({ id }) => cursors.seal(list, id)));
    },
);
