import { blanked, erased, kept, tombstone, type Tables } from './facts.ts';
import { erasures, platform } from './shared.ts';

const profile = [
  ...['username', 'display_name', 'first_name', 'last_name', 'bio', 'avatar_url', 'cover_url', 'location', 'website'],
  ...['email', 'phone', 'birth_date', 'gender'],
];
const times = ['created_at', 'updated_at'];

/** `concord_user` */
export const user: Tables = {
  ...platform,
  erasures,
  profiles: {
    summary: 'Profiles',
    accounts: tombstone('id'),
    personal: {
      ...blanked(...profile, 'profile_visibility', 'search_visibility'),
      ...kept(null, 'times of a row that says nothing of anybody any more')(...times),
    },
    neither: ['status', 'account_version', 'version'],
    exported: [
      { as: 'profile', summary: 'Your profile', of: ['id'], key: ['id'], columns: ['id', ...profile, ...times] },
    ],
  },
  privacy_settings: {
    summary: 'Who may see and find a profile',
    accounts: kept(null, 'the row is joined by its key; everything in it becomes private')('user_id'),
    personal: {
      ...blanked('profile_visibility', 'email_visibility', 'phone_visibility', 'search_visibility'),
      ...kept(null, 'the time of a row that says nothing of anybody any more')('updated_at'),
    },
    neither: [],
    exported: [
      {
        as: 'privacy',
        summary: 'Who may see and find your profile, where it differs from the defaults',
        of: ['user_id'],
        key: ['user_id'],
        columns: ['profile_visibility', 'email_visibility', 'phone_visibility', 'search_visibility', 'updated_at'],
      },
    ],
  },
  follows: {
    summary: 'Who follows whom',
    accounts: erased('follower_id', 'following_id'),
    personal: erased('status', 'created_at', 'since'),
    neither: ['follower_active', 'following_active'],
    exported: [
      {
        as: 'following',
        summary: 'Whom you follow or ask to follow',
        of: ['follower_id'],
        key: ['follower_id', 'following_id'],
        columns: ['following_id', 'status', 'created_at', 'since'],
      },
      {
        as: 'followers',
        summary: 'Who follows you or asks to',
        of: ['following_id'],
        key: ['follower_id', 'following_id'],
        columns: ['follower_id', 'status', 'created_at', 'since'],
      },
    ],
  },
  friendships: {
    summary: 'Who is whose friend; user_id asked',
    accounts: erased('user_id', 'friend_id', 'low_id', 'high_id'),
    personal: erased('status', 'created_at', 'since'),
    neither: [],
    exported: [
      {
        as: 'friends',
        summary: 'Your friends, and who was asked; userId asked friendId',
        of: ['user_id', 'friend_id'],
        key: ['user_id', 'friend_id'],
        columns: ['user_id', 'friend_id', 'status', 'created_at', 'since'],
      },
    ],
  },
  blocks: {
    summary: 'Who blocks whom',
    accounts: erased('blocker_id', 'blocked_id'),
    personal: erased('created_at'),
    neither: [],
    exported: [
      {
        as: 'blocks',
        summary: 'Whom you block',
        of: ['blocker_id'],
        key: ['blocker_id', 'blocked_id'],
        columns: ['blocked_id', 'created_at'],
      },
    ],
  },
  mutes: {
    summary: 'Who mutes whom',
    accounts: erased('muter_id', 'muted_id'),
    personal: erased('created_at'),
    neither: [],
    exported: [
      {
        as: 'mutes',
        summary: 'Whom you mute',
        of: ['muter_id'],
        key: ['muter_id', 'muted_id'],
        columns: ['muted_id', 'created_at'],
      },
    ],
  },
  relations: {
    summary: 'What an author is to a viewer',
    accounts: tombstone('viewer_id', 'author_id'),
    personal: blanked('follows', 'friend', 'blocks', 'blocked_by', 'mutes'),
    neither: ['version'],
    exported: 'made of follows, friends, blocks and mutes; who blocks an account is not its own',
  },
};
