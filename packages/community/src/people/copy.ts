import { state, type Row } from '@concord/contracts';
import { onState, type Change, type Consumer, type Tx } from '@concord/platform';
import type { Person } from './person.ts';
import { putPeople, type PersonChange } from './store.ts';

/** Somebody whose row was purged stays as a deleted account without a name: what names them as author must not reappear. */
const personIn = ({ row, version, purged }: Change<Row<typeof state.user.profiles>>): Person => ({
  id: row.id,
  username: purged ? '' : row.username,
  displayName: purged ? '' : row.display_name,
  avatarUrl: purged ? null : row.avatar_url,
  status: purged ? 'deleted' : row.status,
  profileVisibility: row.profile_visibility,
  version,
});

/** The copy of people. `changed` runs in the same transaction: what a change of theirs means for what they wrote. */
export const peopleCopy = (
  changed: (tx: Tx, changes: readonly PersonChange[]) => Promise<void> = () => Promise.resolve(),
): Consumer =>
  onState(state.user.profiles, {
    name: 'copy people',
    apply: async (tx, changes) => changed(tx, await putPeople(tx, changes.map(personIn))),
  });
