import { state, type Row } from '@concord/contracts';
import { onState, type Change } from '@concord/platform';
import type { Person } from '../domain/person.ts';
import { putPeople } from '../store/people.ts';

/** Somebody whose row was purged stays as a deleted account without a name: posts that name them as author must not reappear. */
const personIn = ({ row, version, purged }: Change<Row<typeof state.user.profiles>>): Person => ({
  id: row.id,
  username: purged ? '' : row.username,
  displayName: purged ? '' : row.display_name,
  avatarUrl: purged ? null : row.avatar_url,
  status: purged ? 'deleted' : row.status,
  profileVisibility: row.profile_visibility,
  version,
});

/** The copy of people, and what their changes mean for their posts. */
export const people = onState(state.user.profiles, {
  name: 'copy people',
  apply: (tx, changes) => putPeople(tx, changes.map(personIn)),
});
