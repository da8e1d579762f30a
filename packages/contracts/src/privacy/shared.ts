import { blanked, erased, impersonal, kept, tombstone, type TableFacts, type Tables } from './facts.ts';

/** The tables that `platformTables` makes in the database of every service. */
export const platform: Tables = {
  outbox: {
    summary: 'Events on their way; rows live inside one transaction only',
    accounts: erased('aggregateid', 'payload'),
    personal: {},
    neither: ['id', 'aggregatetype', 'type', 'traceparent', 'created_at'],
    exported: 'it is always empty',
  },
  consumed_events: impersonal('Random numbers of events that had their effect', 'consumer', 'event_id', 'consumed_at'),
  id_workers: impersonal('Who may make ids', 'worker', 'holder', 'leased_until', 'used_until'),
  canary_copy: impersonal('How fresh the copies are', 'id', 'beat_at', 'version'),
  stream_positions: impersonal('How far the streams were followed', 'topic', 'partition_number', 'behind_at'),
};

const sameAsOwner = 'a copy of what its owner exports';

export const people: TableFacts = {
  summary: 'Copy of state.user.profiles',
  accounts: tombstone('id'),
  personal: blanked('username', 'display_name', 'avatar_url'),
  neither: ['status', 'profile_visibility', 'version'],
  exported: sameAsOwner,
};

export const relations: TableFacts = {
  summary: 'Copy of state.user.relations',
  accounts: tombstone('viewer_id', 'author_id'),
  personal: blanked('follows', 'friend', 'blocks', 'blocked_by', 'mutes'),
  neither: ['version'],
  exported: sameAsOwner,
};

export const posts: TableFacts = {
  summary: 'Copy of state.post.posts',
  accounts: blanked('user_id'),
  personal: tombstone('id'),
  neither: ['audience', 'reach', 'deleted', 'version'],
  exported: sameAsOwner,
};

export const idempotency_keys: TableFacts = {
  summary: 'Answers to be sent again, for 24 hours',
  accounts: {
    ...erased('account_id'),
    ...kept(1, 'others are sent again what they were answered, and that may name the account')('answer'),
  },
  personal: erased('idempotency_key', 'fingerprint'),
  neither: ['created_at'],
  exported: 'answers of the last 24 hours that repeat what stands in other files',
};

export const mails: TableFacts = {
  summary:
    'Mails that wait, and those that were given up; no text, and an address only where the account has it no more',
  accounts: erased('content'),
  personal: {},
  neither: ['id', 'message_key', 'attempts', 'due_at', 'lease', 'created_at', 'failed_at', 'reason'],
  exported: 'ids of what other files have in full',
};

export const erasures: TableFacts = {
  summary: 'Deleted accounts, and how many things of each were erased',
  accounts: kept(null, 'what comes late must not bring back what was erased')('account_id'),
  personal: {},
  neither: ['version', 'noted_at', 'counts', 'acknowledged_at', 'due_at'],
  exported: 'it has rows of deleted accounts only',
};

/** Accounts or things about which a job still has something to do. */
export const waiting = (summary: string, account: string, ...neither: readonly string[]): TableFacts => ({
  summary,
  accounts: erased(account),
  personal: {},
  neither,
  exported: 'work that is done within seconds',
});
