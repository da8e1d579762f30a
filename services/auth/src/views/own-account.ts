import type { Account } from '../domain/account.ts';

/** An account as its owner sees it. */
export const ownAccountView = (account: Account) => ({
  id: account.id,
  username: account.username,
  email: account.email,
  emailVerified: account.emailVerifiedAt !== null,
  hasPassword: account.passwordHash !== null,
  roles: [...account.roles],
  status: account.status,
  createdAt: account.createdAt,
});
