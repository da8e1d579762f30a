import { shownStatuses } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { newestFirst, type Listed, type Paged } from './newest-first.ts';

/** Whom I block; also who blocks me as well, for else I could not find them to lift it. */
export const blockedBy = (db: Reader, me: Id, page: Paged): Promise<Listed[]> =>
  db('blocks as e')
    .join('profiles as a', 'a.id', 'e.blocked_id')
    .where({ 'e.blocker_id': me })
    .whereIn('a.status', shownStatuses)
    .modify(newestFirst({ person: 'e.blocked_id', since: 'e.created_at' }, page));
