import { z } from 'zod';
import { column, event, stateStream } from '../kit/stream.ts';
import { AccountStatus, Audience } from '../vocabulary.ts';

export const userProfiles = stateStream({
  service: 'user',
  table: 'profiles',
  key: ['id'],
  summary: 'All that others may know of a person, in one stream with one version',
  columns: z.object({
    id: column.id(),
    username: column.text(),
    display_name: column.text(),
    bio: column.text().nullable(),
    avatar_url: column.text().nullable(),
    location: column.text().nullable(),
    status: AccountStatus,
    profile_visibility: Audience,
    search_visibility: Audience,
    created_at: column.time(),
    version: column.version(),
  }),
});

export const userRelations = stateStream({
  service: 'user',
  table: 'relations',
  key: ['viewer_id', 'author_id'],
  summary: 'What an author is to a viewer: one row per ordered pair that ever had anything to do with each other',
  columns: z.object({
    viewer_id: column.id(),
    author_id: column.id(),
    follows: column.flag(),
    friend: column.flag(),
    blocks: column.flag(),
    blocked_by: column.flag(),
    mutes: column.flag(),
    version: column.version(),
  }),
});

const pair = z.strictObject({ actorId: z.int(), targetId: z.int(), version: z.int() });
export const relationFollowed = event('relation.followed', 'Somebody follows somebody', pair);
export const relationFollowRequested = event('relation.follow_requested', 'Somebody asks to follow somebody', pair);
export const relationFriendRequested = event(
  'relation.friend_requested',
  'Somebody asks somebody to be a friend',
  pair,
);
export const relationFriendAccepted = event('relation.friend_accepted', 'Two people became friends', pair);
export const relationBlocked = event('relation.blocked', 'Somebody blocked somebody', pair);
