import type { TopicFacts } from './facts.ts';

/** Records go with the segment they lie in, which takes records for up to 7 days more (`log.roll.hours`). */
const segmentDays = 7;
const eventDays = 7 + segmentDays;
const deadLetterDays = 30 + segmentDays;

const captured = (database: string, table: string): TopicFacts => ({
  summary: `The captured columns of ${database}.${table}, the latest of each row`,
  keptDays: null,
  table: [database, table],
});
const happenings = (what: string): TopicFacts => ({
  summary: `What happened to ${what}: ids and versions, never text`,
  keptDays: eventDays,
});
const deadLetters = (consumer: string): TopicFacts => ({
  summary: `Records that ${consumer} could not apply, as they came`,
  keptDays: deadLetterDays,
});

/** Every topic. What a deletion does to a captured column is what it does to the column of the table: the topic follows. */
export const topics: Readonly<Record<string, TopicFacts>> = {
  'state.auth.users': captured('auth', 'users'),
  'state.auth.revocations': captured('auth', 'revocations'),
  'state.user.profiles': captured('user', 'profiles'),
  'state.user.relations': captured('user', 'relations'),
  'state.post.posts': captured('post', 'posts'),
  'state.post.narrowings': captured('post', 'narrowings'),
  'state.comment.comments': captured('comment', 'comments'),
  'state.comment.narrowings': captured('comment', 'narrowings'),
  'state.comment.comment_counts': captured('comment', 'comment_counts'),
  'state.reaction.reaction_counts': captured('reaction', 'reaction_counts'),
  'state.ops.canary': captured('ops', 'canary'),
  'events.account': happenings('accounts'),
  'events.relation': happenings('relations between people'),
  'events.post': happenings('posts'),
  'events.comment': happenings('comments'),
  'events.reaction': happenings('reactions'),
  'events.report': happenings('reports'),
  'dead.user': deadLetters('user'),
  'dead.post': deadLetters('post'),
  'dead.comment': deadLetters('comment'),
  'dead.reaction': deadLetters('reaction'),
  'dead.notification': deadLetters('notification'),
  'dead.engagement': deadLetters('engagement'),
  'dead.moderation': deadLetters('moderation'),
  'dead.search-indexer': deadLetters('search-indexer'),
};

/** What the payload of each event holds: ids of accounts, and what is none. */
export const eventPayloads: Readonly<
  Record<string, { readonly accounts: readonly string[]; readonly neither: readonly string[] }>
> = {
  'account.created': { accounts: ['accountId'], neither: ['version'] },
  'account.deleted': { accounts: ['accountId'], neither: ['version'] },
  'account.erased': { accounts: ['accountId'], neither: ['serviceType', 'counts', 'version'] },
  'account.suspended': { accounts: ['accountId'], neither: ['version'] },
  'account.restored': { accounts: ['accountId'], neither: ['version'] },
  'account.roles_changed': { accounts: ['accountId'], neither: ['version'] },
  'relation.followed': { accounts: ['actorId', 'targetId'], neither: ['version'] },
  'relation.follow_requested': { accounts: ['actorId', 'targetId'], neither: ['version'] },
  'relation.friend_requested': { accounts: ['actorId', 'targetId'], neither: ['version'] },
  'relation.friend_accepted': { accounts: ['actorId', 'targetId'], neither: ['version'] },
  'relation.blocked': { accounts: ['actorId', 'targetId'], neither: ['version'] },
  'post.created': { accounts: ['authorId', 'mentionIds'], neither: ['postId', 'version'] },
  'post.updated': { accounts: ['authorId', 'mentionIds'], neither: ['postId', 'version'] },
  'post.deleted': { accounts: ['authorId', 'mentionIds'], neither: ['postId', 'version'] },
  'post.shared': { accounts: ['postAuthorId', 'actorId'], neither: ['shareId', 'postId', 'version'] },
  'comment.created': {
    accounts: ['authorId', 'mentionIds', 'postAuthorId', 'parentAuthorId'],
    neither: ['commentId', 'postId', 'parentId', 'version'],
  },
  'comment.updated': { accounts: ['authorId', 'mentionIds'], neither: ['commentId', 'postId', 'parentId', 'version'] },
  'comment.deleted': { accounts: ['authorId'], neither: ['commentId', 'postId', 'parentId', 'version'] },
  'reaction.added': {
    accounts: ['targetAuthorId', 'actorId'],
    neither: ['reactionId', 'targetType', 'targetId', 'reactionType', 'postId', 'version'],
  },
  'reaction.removed': {
    accounts: ['targetAuthorId', 'actorId'],
    neither: ['reactionId', 'targetType', 'targetId', 'reactionType', 'postId', 'version'],
  },
  'report.decided': { accounts: ['reporterId'], neither: ['reportId', 'outcomeType', 'version'] },
  'report.subject_removed': {
    accounts: ['authorId', 'subjectId'],
    neither: ['caseId', 'subjectType', 'version'],
  },
};
