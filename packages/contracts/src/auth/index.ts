import * as accounts from './accounts.ts';
import * as emailAddresses from './email-addresses.ts';
import * as internal from './internal.ts';
import * as keys from './keys.ts';
import * as ownAccount from './own-account.ts';
import * as passwords from './passwords.ts';
import * as sessions from './sessions.ts';

/** The auth service: accounts, sessions, keys. */
export const auth = {
  createAccount: accounts.createAccount,
  createSession: sessions.createSession,
  refreshSession: sessions.refreshSession,
  listSessions: sessions.listSessions,
  deleteSession: sessions.deleteSession,
  confirmSession: sessions.confirmSession,
  getOwnAccount: ownAccount.getOwnAccount,
  requestEmailVerification: emailAddresses.requestEmailVerification,
  confirmEmailVerification: emailAddresses.confirmEmailVerification,
  requestPasswordReset: passwords.requestPasswordReset,
  confirmPasswordReset: passwords.confirmPasswordReset,
  updatePassword: passwords.updatePassword,
  requestEmailChange: emailAddresses.requestEmailChange,
  confirmEmailChange: emailAddresses.confirmEmailChange,
  getKeys: keys.getKeys,
  readUser: internal.readUser,
  readSession: internal.readSession,
  readAddresses: internal.readAddresses,
} as const;
