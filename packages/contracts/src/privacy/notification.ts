import { erased, impersonal, type Tables } from './facts.ts';
import { erasures, mails, people, platform, posts, relations } from './shared.ts';

/** `concord_notification` */
export const notification: Tables = {
  ...platform,
  erasures,
  notifications: {
    summary: 'Who was told of what, for 90 days',
    accounts: erased('receiver_id', 'actor_id', 'cause', 'group_key'),
    personal: erased('id', 'type', 'post_id', 'comment_id', 'created_at', 'read_at'),
    neither: ['hidden'],
    exported: [
      {
        as: 'notifications',
        summary: 'What you were told of in the last 90 days',
        of: ['receiver_id'],
        key: ['id'],
        columns: ['id', 'type', 'actor_id', 'post_id', 'comment_id', 'created_at', 'read_at'],
        unless: 'hidden',
      },
    ],
  },
  notification_preferences: {
    summary: 'What somebody wants to be told of, where it differs from the defaults',
    accounts: erased('user_id'),
    personal: erased('type', 'in_app', 'email', 'push'),
    neither: [],
    exported: [
      {
        as: 'notification-preferences',
        summary: 'What you want to be told of, where it differs from the defaults',
        of: ['user_id'],
        key: ['user_id', 'type'],
        columns: ['type', 'in_app', 'email', 'push'],
        flags: ['in_app', 'email', 'push'],
      },
    ],
  },
  silenced_authors: {
    summary: 'Of whose new posts somebody is not told',
    accounts: erased('user_id', 'author_id'),
    personal: {},
    neither: [],
    exported: [
      {
        as: 'silenced-authors',
        summary: 'Of whose new posts you are not told',
        of: ['user_id'],
        key: ['user_id', 'author_id'],
        columns: ['author_id'],
      },
    ],
  },
  quiet_hours: {
    summary: 'When e-mail and push wait',
    accounts: erased('user_id'),
    personal: erased('starts', 'ends', 'time_zone'),
    neither: [],
    exported: [
      {
        as: 'quiet-hours',
        summary: 'When e-mail and push wait',
        of: ['user_id'],
        key: ['user_id'],
        columns: ['starts', 'ends', 'time_zone'],
      },
    ],
  },
  devices: {
    summary: 'Browsers that are told by Web Push',
    accounts: erased('user_id'),
    personal: erased(
      ...['id', 'session_id', 'endpoint_hash', 'endpoint', 'p256dh', 'auth', 'created_at', 'registered_at'],
    ),
    neither: ['in_doubt', 'doubts'],
    exported: [
      {
        as: 'devices',
        summary: 'Browsers that are told by Web Push; the keys are left out, with them others could push to you',
        of: ['user_id'],
        key: ['id'],
        columns: ['id', 'endpoint', 'created_at', 'registered_at'],
      },
    ],
  },
  deliveries: {
    summary: 'Of what somebody still is to be told by e-mail or push',
    accounts: erased('receiver_id'),
    personal: erased('notification_id', 'device_id', 'channel'),
    neither: ['attempts', 'due_at'],
    exported: 'work that is done within minutes, on what stands in notifications',
  },
  stream_heads: {
    summary: 'How far the stream of an account has come',
    accounts: erased('user_id'),
    personal: {},
    neither: ['seq', 'forgotten'],
    exported: 'a number that says nothing of its own',
  },
  stream_frames: {
    summary: 'What the stream of an account told in the last 7 days',
    accounts: erased('user_id'),
    personal: erased('type', 'ids', 'created_at'),
    neither: ['seq'],
    exported: 'ids of what stands in notifications',
  },
  stream_tickets: {
    summary: 'Tickets for the stream, for seconds',
    accounts: erased('user_id'),
    personal: erased('session_id', 'hash'),
    neither: ['expires_at'],
    exported: 'secrets that live for seconds',
  },
  fan_outs: {
    summary: 'New posts of which not all followers have been told yet',
    accounts: erased('author_id', 'told_to'),
    personal: erased('post_id', 'created_at'),
    neither: ['turn_at'],
    exported: 'work that is done within minutes',
  },
  removals: {
    summary: 'Subjects of which some receivers may have to be told that they are gone',
    accounts: erased('subject_id'),
    personal: {},
    neither: ['id', 'kind'],
    exported: 'work that is done within seconds',
  },
  comments: impersonal('Which comments are deleted: copy of state.comment.comments', 'id', 'deleted', 'version'),
  mails,
  people,
  relations,
  posts,
};
