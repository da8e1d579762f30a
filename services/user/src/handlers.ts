import { acceptFollower } from './operations/accept-follower.ts';
import { acceptFriend } from './operations/accept-friend.ts';
import { block } from './operations/block.ts';
import { follow } from './operations/follow.ts';
import { getMe } from './operations/get-me.ts';
import { getMyPrivacy } from './operations/get-my-privacy.ts';
import { getProfileByUsername } from './operations/get-profile-by-username.ts';
import { getProfile } from './operations/get-profile.ts';
import { listBlocks } from './operations/list-blocks.ts';
import { listFollowRequests } from './operations/list-follow-requests.ts';
import { listFollowers } from './operations/list-followers.ts';
import { listFollowing } from './operations/list-following.ts';
import { listFriendRequests } from './operations/list-friend-requests.ts';
import { listFriends } from './operations/list-friends.ts';
import { readProfile } from './operations/read-profile.ts';
import { readRelation } from './operations/read-relation.ts';
import { removeFollower } from './operations/remove-follower.ts';
import { removeFriend } from './operations/remove-friend.ts';
import { requestFriend } from './operations/request-friend.ts';
import { unblock } from './operations/unblock.ts';
import { unfollow } from './operations/unfollow.ts';
import { updateMe } from './operations/update-me.ts';
import { updateMyPrivacy } from './operations/update-my-privacy.ts';

/** Every operation of this service's contract. */
export const handlers = {
  getMe,
  updateMe,
  getMyPrivacy,
  updateMyPrivacy,
  getProfileByUsername,
  getProfile,
  follow,
  unfollow,
  removeFollower,
  acceptFollower,
  listFollowRequests,
  listFollowers,
  listFollowing,
  requestFriend,
  acceptFriend,
  removeFriend,
  listFriends,
  listFriendRequests,
  block,
  unblock,
  listBlocks,
  readProfile,
  readRelation,
};
