import { blanked, erased, kept, tombstone, type Tables } from './facts.ts';
import { platform } from './shared.ts';

const forgotten = kept(1, 'access tokens that were issued before must be refused until the last has expired');

/** `concord_auth` */
export const auth: Tables = {
  ...platform,
  users: {
    summary: 'Accounts',
    accounts: tombstone('id'),
    personal: blanked(
      ...['username', 'email', 'display_name', 'password_hash', 'roles', 'provider', 'provider_id'],
      ...['email_verified_at', 'created_at', 'updated_at'],
    ),
    neither: ['status', 'deleted_at', 'version'],
    exported: [
      {
        as: 'account',
        summary: 'The account: how you log in, since when',
        of: ['id'],
        key: ['id'],
        columns: [
          ...['id', 'username', 'email', 'display_name', 'status', 'roles', 'provider', 'provider_id'],
          ...['email_verified_at', 'created_at', 'updated_at'],
        ],
      },
    ],
  },
  username_reservations: {
    summary: 'Names that are not given out for a while',
    accounts: {},
    personal: erased('username'),
    neither: ['reserved_at', 'expires_at'],
    exported: 'a name for which a sign-up was begun; it is of no account',
  },
  sessions: {
    summary: 'Where somebody is or was logged in',
    accounts: erased('user_id'),
    personal: erased(
      ...['id', 'family_hash', 'token_hash', 'parent_hash', 'successor_salt', 'device', 'address', 'created_at'],
      ...['last_used_at', 'authenticated_at', 'revoked_at', 'revoked_reason'],
    ),
    neither: ['generation', 'rotated_at', 'expires_at'],
    exported: [
      {
        as: 'sessions',
        summary: 'Where you are and were logged in',
        of: ['user_id'],
        key: ['id'],
        columns: [
          ...['id', 'device', 'address', 'created_at', 'last_used_at', 'authenticated_at', 'expires_at'],
          ...['revoked_at', 'revoked_reason'],
        ],
      },
    ],
  },
  revocations: {
    summary: 'Sessions and accounts whose access tokens are refused',
    accounts: forgotten('subject_id'),
    personal: {},
    neither: ['id', 'kind', 'revoked_at', 'expires_at', 'version'],
    exported: 'the end of each session stands in sessions',
  },
  exports: {
    summary: 'Exports that were asked for, until they expire after 7 days',
    accounts: erased('user_id'),
    personal: erased('id', 'requested_at', 'place', 'finished_at', 'expires_at'),
    neither: ['pages'],
    exported: 'the export itself; that it was asked for stands in audit',
  },
  export_pages: {
    summary: 'What exports have, until they expire',
    accounts: erased('content'),
    personal: erased('export_id', 'number', 'file'),
    neither: [],
    exported: 'the export itself',
  },
  audit_log: {
    summary: 'What happened to accounts and sessions',
    accounts: blanked('user_id'),
    personal: {
      ...blanked('session_id', 'address', 'device'),
      ...kept(null, 'that something was done stays, without who did it')('action', 'created_at'),
    },
    neither: ['id'],
    exported: [
      {
        as: 'audit',
        summary: 'What happened to your account and sessions',
        of: ['user_id'],
        key: ['id'],
        columns: ['id', 'action', 'session_id', 'address', 'device', 'created_at'],
      },
    ],
  },
};
