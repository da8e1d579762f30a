import { blanked, erased, impersonal, kept, tombstone, type Tables } from './facts.ts';
import { erasures, mails, platform } from './shared.ts';

const forgotten = kept(30, 'access tokens that were issued before must be refused, also by who reads the stream late');

/** `concord_auth` */
export const auth: Tables = {
  ...platform,
  erasures,
  mails,
  users: {
    summary: 'Accounts',
    // In the place of username and address stands `~` and the id: both are unique.
    accounts: tombstone('id', 'username', 'email'),
    personal: {
      ...blanked('display_name', 'password_hash', 'roles', 'role_rank', 'provider', 'provider_id'),
      ...blanked('email_verified_at', 'updated_at'),
      ...kept(null, 'the time of a row that says nothing of anybody any more')('created_at'),
    },
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
  retired_usernames: {
    summary: 'Salted hashes of names that deleted accounts bore',
    accounts: {},
    personal: kept(null, 'nobody may be taken for somebody who left; of which account it was is not kept')('hash'),
    neither: [],
    exported: 'it has names of deleted accounts only',
  },
  retired_usernames_salt: impersonal('A random number', 'salt'),
  identities: {
    summary: 'With whom else an account logs in',
    accounts: erased('user_id'),
    personal: erased('id', 'provider', 'subject', 'email', 'created_at', 'last_used_at'),
    neither: [],
    exported: [
      {
        as: 'identities',
        summary: 'With whom else you log in, and what they told about you',
        of: ['user_id'],
        key: ['id'],
        columns: ['id', 'provider', 'subject', 'email', 'created_at', 'last_used_at'],
      },
    ],
  },
  one_time_tokens: {
    summary: 'What was sent by mail to prove an address; only hashes of the tokens',
    accounts: erased('user_id'),
    personal: erased('purpose', 'id', 'address', 'token_hash', 'requested_at', 'used_at'),
    neither: ['expires_at'],
    exported: [
      {
        as: 'mailed-proofs',
        summary: 'What you were sent by mail to prove an address, also one that is not yours yet',
        of: ['user_id'],
        key: ['user_id', 'purpose'],
        columns: ['purpose', 'address', 'requested_at', 'used_at', 'expires_at'],
      },
    ],
  },
  sanctions: {
    summary: 'What keeps an account from being active, as long as it does',
    accounts: { ...erased('user_id'), ...blanked('actor_id') },
    personal: erased('kind', 'reason', 'since', 'ends_at'),
    neither: [],
    exported: [
      {
        as: 'sanctions',
        summary: 'What keeps your account from being active; who imposed it is not told',
        of: ['user_id'],
        key: ['user_id'],
        columns: ['kind', 'reason', 'since', 'ends_at'],
      },
    ],
  },
  deletions: {
    summary: 'Deletions of accounts',
    accounts: blanked('account_id'),
    personal: {},
    neither: ['id', 'started_at', 'finished_at', 'told_at'],
    exported: 'it has rows of deleted accounts only',
  },
  deletion_services: impersonal(
    'Who has to erase in a deletion, and how many things it erased',
    ...['deletion_id', 'service', 'finished_at', 'counts'],
  ),
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
    personal: erased('id', 'requested_at', 'place', 'finished_at', 'failed_at', 'expires_at'),
    neither: ['pages', 'attempts', 'due_at', 'by_operator'],
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
    accounts: blanked('user_id', 'actor_id'),
    personal: {
      ...blanked('session_id', 'address', 'device', 'reason'),
      ...kept(null, 'that something was done stays, without who did it')('action', 'detail', 'created_at'),
    },
    neither: ['id'],
    exported: [
      {
        as: 'audit',
        summary: 'What happened to your account and sessions',
        of: ['user_id'],
        key: ['id'],
        columns: ['id', 'action', 'session_id', 'address', 'device', 'reason', 'created_at'],
        unless: 'actor_id',
      },
      {
        as: 'audit-by-staff',
        summary: 'What moderators and admins did to your account; who they are and from where is left out',
        of: ['user_id'],
        key: ['id'],
        columns: ['id', 'action', 'reason', 'detail', 'created_at'],
        given: 'actor_id',
      },
      {
        as: 'acts-as-staff',
        summary: 'What you did to accounts as a moderator or admin; whose they are is left out',
        of: ['actor_id'],
        key: ['id'],
        columns: ['id', 'action', 'session_id', 'address', 'device', 'reason', 'detail', 'created_at'],
      },
    ],
  },
};
