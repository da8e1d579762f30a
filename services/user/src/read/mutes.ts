import { cardsVisibleTo, only } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import { newestFirst, type Listed, type Paged } from './newest-first.ts';

const person = 'e.muted_id';

/** Whom I mute, of those whom I may know of. */
export const mutedBy = (db: Reader, me: Id, page: Paged): Promise<Listed[]> =>
  db('mutes as e')
    .where({ 'e.muter_id': me })
    .modify(only(cardsVisibleTo(me, { person, people: 'profiles', relations: 'relations' })))
    .modify(newestFirst({ person, since: 'e.created_at' }, page));
