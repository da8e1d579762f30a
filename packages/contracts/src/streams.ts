import {
  accountCreated,
  accountDeleted,
  accountErased,
  accountRestored,
  accountRolesChanged,
  accountSuspended,
  authRevocations,
  authUsers,
} from './auth/streams.ts';
import {
  commentComments,
  commentCounts,
  commentCreated,
  commentDeleted,
  commentNarrowings,
  commentUpdated,
} from './comment/streams.ts';
import { reportDecided, reportSubjectRemoved } from './moderation/streams.ts';
import { opsCanary } from './ops/streams.ts';
import { postCreated, postDeleted, postNarrowings, postPosts, postShared, postUpdated } from './post/streams.ts';
import { reactionAdded, reactionCounts, reactionRemoved } from './reaction/streams.ts';
import {
  relationBlocked,
  relationFollowed,
  relationFollowRequested,
  relationFriendAccepted,
  relationFriendRequested,
  userProfiles,
  userRelations,
} from './user/streams.ts';

/** Every state stream there is, by service and table. */
export const state = {
  auth: { users: authUsers, revocations: authRevocations },
  user: { profiles: userProfiles, relations: userRelations },
  post: { posts: postPosts, narrowings: postNarrowings },
  comment: { comments: commentComments, narrowings: commentNarrowings, comment_counts: commentCounts },
  reaction: { reaction_counts: reactionCounts },
  ops: { canary: opsCanary },
} as const;

/** Every event there is. */
export const events = {
  accountCreated,
  accountDeleted,
  accountErased,
  accountSuspended,
  accountRestored,
  accountRolesChanged,
  relationFollowed,
  relationFollowRequested,
  relationFriendRequested,
  relationFriendAccepted,
  relationBlocked,
  postCreated,
  postUpdated,
  postDeleted,
  postShared,
  commentCreated,
  commentUpdated,
  commentDeleted,
  reactionAdded,
  reactionRemoved,
  reportDecided,
  reportSubjectRemoved,
} as const;
