import { blanked, erased, impersonal, kept, tombstone, type Tables } from './facts.ts';
import { erasures, idempotency_keys, people, platform, posts, relations } from './shared.ts';

const act = kept(null, 'that something was decided stays for its time, without who and whom');

/** `concord_moderation` */
export const moderation: Tables = {
  ...platform,
  cases: {
    summary: 'What was reported and what was decided, for 365 days after the decision',
    accounts: blanked('author_id', 'decided_by', 'subject_id'),
    personal: {
      ...blanked('note'),
      ...act('id', 'subject_type', 'action', 'first_at', 'last_at', 'decided_at', 'carried_out_at'),
    },
    neither: ['open', 'reports'],
    exported: 'what was decided about an account is told to it in notifications; who reported it is not its own',
  },
  reports: {
    summary: 'Who reported what, and why, for as long as the case',
    accounts: erased('reporter_id'),
    personal: erased('id', 'case_id', 'reason', 'text', 'created_at'),
    neither: [],
    exported: [
      {
        as: 'reports',
        summary: 'What you reported, and why',
        of: ['reporter_id'],
        key: ['id'],
        columns: ['id', 'reason', 'text', 'created_at'],
        beside: { column: 'case_id', table: 'cases', key: 'id', columns: ['subject_type', 'subject_id'] },
      },
    ],
  },
  erasures,
  reporters: {
    summary: 'How many reports somebody made on the day of the last one, for 2 days',
    accounts: erased('user_id'),
    personal: erased('day', 'reports'),
    neither: [],
    exported: 'a number that says less than reports',
  },
  moderation_log: {
    summary: 'Who looked at, listed or decided what, for 730 days',
    accounts: blanked('moderator_id', 'author_id', 'subject_id'),
    personal: act('id', 'action', 'case_id', 'subject_type', 'detail', 'created_at'),
    neither: [],
    exported: [
      {
        as: 'moderation-acts',
        summary: 'What you looked at and decided as a moderator; whose it was is left out',
        of: ['moderator_id'],
        key: ['id'],
        columns: ['id', 'action', 'case_id', 'subject_type', 'detail', 'created_at'],
      },
    ],
  },
  decisions_due: impersonal('Decisions that are not carried out yet', 'case_id', 'requested'),
  comments: {
    summary: 'Copy of state.comment.comments',
    accounts: blanked('user_id'),
    personal: tombstone('id'),
    neither: ['post_id', 'deleted', 'version'],
    exported: 'a copy of what its owner exports',
  },
  people,
  relations,
  posts,
  idempotency_keys,
};
