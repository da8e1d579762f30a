import { cardOf } from '@concord/community';
import type { NotificationGroup } from '@concord/contracts';
import type { z } from 'zod';
import { subjectOf } from '../domain/subject.ts';
import type { Group } from '../read/groups.ts';

/** A group as the API shows it. */
export const groupView = (group: Group): z.output<typeof NotificationGroup> => ({
  ...{ id: group.id, group: group.key, type: group.type },
  subject: subjectOf({ ...group, actorId: group.members[0]?.id ?? null }),
  ...{ people: group.people, members: group.members.map(cardOf), unread: group.unread, createdAt: group.createdAt },
});
