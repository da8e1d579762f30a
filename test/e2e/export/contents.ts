import { said, told, type Life } from './life.ts';

type Row = Readonly<Record<string, unknown>>;

/** All that each file of an export has of a life, as far as it is known beforehand; in any order. */
export const contentsOf = (life: Life): Readonly<Record<string, readonly Row[]>> => {
  const { owner, wrote, friend, theirs, blocked, muted, report, reported } = life;
  const own = { id: owner.id, username: owner.username };
  const accepted = { status: 'accepted' };
  return {
    account: [{ ...own, email: owner.email, displayName: owner.displayName, roles: ['user', 'moderator'] }],
    identities: [{ provider: 'github', subject: `subject of ${owner.id}` }],
    'mailed-proofs': [
      { purpose: 'verify', address: owner.email },
      { purpose: 'change_email', address: told.email, usedAt: null },
    ],
    sanctions: [],
    sessions: [{ revokedAt: null }, { id: owner.tokens.sessionId, revokedAt: null }],
    audit: [...['account_created', 'logged_in', 'logged_in', 'email_change_asked', 'export_requested']].map(
      (action) => ({ action }),
    ),
    'audit-by-staff': [
      { action: 'roles_changed', reason: 'For a test', detail: 'user → user, moderator' },
      { action: 'account_read', reason: null, detail: null },
    ],
    'acts-as-staff': [{ action: 'suspended', reason: said.judgement, sessionId: null }],
    profile: [{ ...own, displayName: owner.displayName, ...told.profile }],
    privacy: [{ searchVisibility: 'friends' }],
    following: [{ followingId: friend.id, ...accepted }],
    followers: [{ followerId: friend.id, ...accepted }],
    friends: [{ userId: owner.id, friendId: friend.id, ...accepted }],
    blocks: [{ blockedId: blocked.id }],
    mutes: [{ mutedId: muted.id }],
    posts: [
      { id: wrote.open, content: said.open, tags: ['garden'], location: 'Turin', audience: 'public' },
      { id: wrote.secret, content: said.secret, audience: 'private' },
      { id: wrote.share, sharedPostId: theirs.post },
    ],
    comments: [{ id: wrote.comment, postId: theirs.post, content: said.after }],
    'comment-edits': [{ commentId: wrote.comment, content: said.before }],
    'locked-posts': [{ postId: wrote.secret }],
    reactions: [
      { targetType: 'post', targetId: theirs.post, type: 'love' },
      { targetType: 'comment', targetId: theirs.comment, type: 'like' },
    ],
    notifications: ['follow', 'friend_accepted', 'like', 'comment', 'share'].map((type) => ({
      ...{ type, actorId: friend.id },
    })),
    'notification-preferences': [{ type: 'like', push: false }],
    'silenced-authors': [{ authorId: friend.id }],
    'quiet-hours': [{ starts: '22:00', ends: '07:00', timeZone: 'Europe/Rome' }],
    devices: [{ endpoint: `https://push.invalid/${owner.id}` }],
    'recent-acts': [
      ...['view', 'reaction', 'comment', 'share'].map((kind) => ({ kind, subjectId: theirs.post })),
      ...[
        { kind: 'comment_reaction', subjectId: theirs.comment },
        { kind: 'follow', subjectId: friend.id },
      ],
    ],
    engagement: ['hour', 'day'].map((size) => ({ size, ...once, followers: 1 })),
    'post-engagement': ['hour', 'day'].map((size) => ({
      size,
      postId: wrote.open,
      ...once,
      commenters: 1,
      sharers: 1,
    })),
    reports: [{ id: report, subjectType: 'post', subjectId: reported, reason: 'spam', text: said.report }],
    'moderation-acts': [
      { action: 'cases_listed', subjectType: null, detail: 'state open, sort newest' },
      ...['look', 'dismiss'].map((action) => ({ action, subjectType: 'profile' })),
    ],
  };
};

/** What the friend did to the one post. */
const once = { views: 1, reactions: 1, comments: 1, shares: 1 };
