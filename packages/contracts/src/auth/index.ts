import * as accounts from './accounts.ts';
import * as exports from './exports.ts';
import * as internal from './internal.ts';
import * as keys from './keys.ts';
import * as sessions from './sessions.ts';

/** The auth service: accounts, sessions, keys. */
export const auth = {
  createAccount: accounts.createAccount,
  createSession: sessions.createSession,
  refreshSession: sessions.refreshSession,
  listSessions: sessions.listSessions,
  deleteSession: sessions.deleteSession,
  confirmSession: sessions.confirmSession,
  requestExport: exports.requestExport,
  getExport: exports.getExport,
  getExportArchive: exports.getExportArchive,
  getKeys: keys.getKeys,
  readUser: internal.readUser,
  readSession: internal.readSession,
  readAddresses: internal.readAddresses,
} as const;
