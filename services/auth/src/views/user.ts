import type { Account } from '../domain/account.ts';

/** An account as the state stream tells it: nothing private. */
export const userView = ({ id, username, displayName, status, roles, version }: Account) => ({
  id,
  // What stands in its place is unique for auth alone.
  username: status === 'deleted' ? '' : username,
  displayName,
  status,
  roles: [...roles],
  version,
});
