import { accountRows } from '../kit/account-rows.ts';
import * as blocks from './blocks.ts';
import * as follows from './follows.ts';
import * as friends from './friends.ts';
import * as internal from './internal.ts';
import * as mutes from './mutes.ts';
import * as privacy from './privacy.ts';
import * as profiles from './profiles.ts';

/** The user service: profiles, privacy, and what people are to each other. */
export const user = {
  getMe: profiles.getMe,
  updateMe: profiles.updateMe,
  getMyPrivacy: privacy.getMyPrivacy,
  updateMyPrivacy: privacy.updateMyPrivacy,
  getProfileByUsername: profiles.getProfileByUsername,
  getProfile: profiles.getProfile,
  follow: follows.follow,
  unfollow: follows.unfollow,
  removeFollower: follows.removeFollower,
  acceptFollower: follows.acceptFollower,
  listFollowRequests: follows.listFollowRequests,
  listFollowers: follows.listFollowers,
  listFollowing: follows.listFollowing,
  requestFriend: friends.requestFriend,
  acceptFriend: friends.acceptFriend,
  removeFriend: friends.removeFriend,
  listFriends: friends.listFriends,
  listFriendRequests: friends.listFriendRequests,
  block: blocks.block,
  unblock: blocks.unblock,
  listBlocks: blocks.listBlocks,
  mute: mutes.mute,
  unmute: mutes.unmute,
  listMutes: mutes.listMutes,
  readProfile: internal.readProfile,
  readRelation: internal.readRelation,
  readProfileContent: internal.readProfileContent,
  removeProfileContent: internal.removeProfileContent,
  readUserExport: accountRows('readUserExport', 'user'),
} as const;
