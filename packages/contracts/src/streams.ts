import { accountCreated, authRevocations, authUsers } from './auth/streams.ts';
import { opsCanary } from './ops/streams.ts';
import { postCreated, postDeleted, postNarrowings, postPosts, postUpdated } from './post/streams.ts';
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
  ops: { canary: opsCanary },
} as const;

/** Every event there is. */
export const events = {
  accountCreated,
  relationFollowed,
  relationFollowRequested,
  relationFriendRequested,
  relationFriendAccepted,
  relationBlocked,
  postCreated,
  postUpdated,
  postDeleted,
} as const;
