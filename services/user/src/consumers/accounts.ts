import { state, type Row } from '@concord/contracts';
import { onState, type Change, type Consumer } from '@concord/platform';
import type { Account } from '../domain/account.ts';
import { applyAccounts, type NewProfiles } from '../store/accounts.ts';

/** A profile for every account, with the account's username and status; an account deleted for good counts as deleted. */
export const accounts = (settings: () => NewProfiles): Consumer =>
  onState(state.auth.users, {
    name: 'accounts',
    apply: (tx, changes) => applyAccounts(tx, changes.map(accountOf), settings()),
  });

const accountOf = ({ row, version, purged }: Change<Row<typeof state.auth.users>>): Account => ({
  id: row.id,
  // What stands in its place is unique for auth alone.
  username: purged || row.status === 'deleted' ? '' : row.username,
  displayName: row.display_name,
  status: purged ? 'deleted' : row.status,
  version,
});
