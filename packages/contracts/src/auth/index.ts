import * as accounts from './accounts.ts';
import * as deletions from './deletions.ts';
import * as admin from './admin.ts';
import * as identities from './identities.ts';
import * as exports from './exports.ts';
import * as internal from './internal.ts';
import * as keys from './keys.ts';
import * as oauth from './oauth.ts';
import * as emailAddresses from './email-addresses.ts';
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
  deleteMe: deletions.deleteMe,
  getDeletion: deletions.getDeletion,
  listAccounts: admin.listAccounts,
  getAccount: admin.getAccount,
  updateRoles: admin.updateRoles,
  suspendAccount: admin.suspendAccount,
  liftSuspension: admin.liftSuspension,
  banAccount: admin.banAccount,
  liftBan: admin.liftBan,
  listAuditEntries: admin.listAuditEntries,
  beginOauth: oauth.beginOauth,
  finishOauth: oauth.finishOauth,
  listIdentities: identities.listIdentities,
  linkIdentity: identities.linkIdentity,
  unlinkIdentity: identities.unlinkIdentity,
  requestExport: exports.requestExport,
  getExport: exports.getExport,
  getExportArchive: exports.getExportArchive,
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
