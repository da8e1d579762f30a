import type { RawInput } from '@concord/client';
import { anAccount, aPost } from '@concord/testkit';
import type { Caller } from './callers.ts';
import type { World } from './world.ts';

export interface Row {
  /** The status that each caller gets, in the order of `callers`. */
  readonly expected: string;
  /** What is sent; anew for each caller, since a call may change what it is about. */
  input(world: World, caller: Caller): RawInput | Promise<RawInput>;
}

/** As long as a secret is, and none. */
const secretOf = (length: number) => 'A'.repeat(length);

const row = (expected: string, input: Row['input'] = () => ({})): Row => ({ expected, input });
const id = (value: string) => ({ params: { id: value } });

const everybody = '200 200 200 200 200 200 401';
const ownThings = '401 200 200 200 200 200 401';
const ownNothing = '401 204 204 204 204 204 401';
/** What moderators and admins may. */
const byStaff = '401 403 403 403 200 200 401';
/** What `user` shows to everybody but whom they have blocked. */
const ofUser = '200 200 200 404 200 200 401';
/** As long as a key of a browser is, and none. */
const publicKey = `B${'A'.repeat(86)}`;

/** What takes a recent proof of who calls, by sessions that have none: nobody may. */
const withOldProof = (input: Row['input'] = () => ({}), expected = '401 403 403 403 403 403 401'): Row =>
  row(expected, async (world, caller) => {
    await world.age();
    return input(world, caller);
  });

/**
 * Who may do what: a row for each operation, and more where what it is about makes a difference (a name in brackets says which). A session
 * that has ended, as a suspended account's, is refused everywhere, also where none is needed: callers learn that they are nobody.
 */
export const table: Readonly<Record<string, Row>> = {
  createAccount: row('202 202 202 202 202 202 401', () => ({ body: anAccount() })),
  createSession: row('201 201 201 201 201 201 401', ({ user }) => ({
    body: { login: user.username, password: user.password },
  })),
  'createSession (suspended)': row('403 403 403 403 403 403 401', ({ suspended }) => ({
    body: { login: suspended.username, password: suspended.password },
  })),
  refreshSession: row(everybody, async ({ user }) => {
    const body = { login: user.username, password: user.password };
    return { body: { refreshToken: (await user.api.as(null).createSession({ body })).refreshToken } };
  }),
  listSessions: row(ownThings),
  deleteSession: row('401 204 404 404 404 404 401', async ({ user }) => {
    const body = { login: user.username, password: user.password };
    return id((await user.api.as(null).createSession({ body })).sessionId);
  }),
  confirmSession: row(ownNothing, (world, caller) => ({ body: { password: world.caller(caller).password } })),
  getKeys: row(everybody),

  requestEmailVerification: row('202 202 202 202 202 202 401', () => ({ body: { email: 'nobody@example.org' } })),
  confirmEmailVerification: row('422 422 422 422 422 422 401', () => ({ body: { token: secretOf(43) } })),
  requestPasswordReset: row('202 202 202 202 202 202 401', () => ({ body: { email: 'nobody@example.org' } })),
  confirmPasswordReset: row('422 422 422 422 422 422 401', () => ({
    body: { token: secretOf(43), password: 'a long enough one' },
  })),
  confirmEmailChange: row('422 422 422 422 422 422 401', () => ({ body: { token: secretOf(43) } })),
  beginOauth: row('404 404 404 404 404 404 401', () => ({
    params: { provider: 'nowhere' },
    query: { returnTo: 'https://app.example/', challenge: secretOf(43) },
  })),
  finishOauth: row('400 400 400 400 400 400 401', () => ({
    params: { provider: 'google' },
    query: { code: 'x', state: secretOf(43) },
  })),
  getOwnAccount: row(ownThings),
  listIdentities: row(ownThings),
  getDeletion: row('404 404 404 404 404 404 401', () => id(secretOf(22))),
  requestExport: row('401 202 202 202 202 202 401'),
  getExport: row('401 200 404 404 404 404 401', async (world) => id(await world.exported())),
  getExportArchive: row('401 200 404 404 404 404 401', async (world) => id(await world.exported())),
  'deleteMe (old proof)': withOldProof(),
  'updatePassword (old proof)': withOldProof(() => ({ body: { password: 'another long one' } })),
  'requestEmailChange (old proof)': withOldProof(() => ({ body: { email: 'nobody@example.org' } })),
  'linkIdentity (old proof)': withOldProof(() => ({ body: { code: secretOf(43), verifier: secretOf(43) } })),
  'unlinkIdentity (old proof)': withOldProof(() => id('1')),
  'requestExport (old proof)': withOldProof(),
  'getExportArchive (old proof)': withOldProof(
    async (world) => id(await world.exported()),
    '401 403 403 403 403 403 401',
  ),

  createReport: row('401 422 201 404 201 201 401', ({ post }) => ({
    body: { subject: { type: 'post', id: post }, reason: 'spam' },
  })),
  listReports: row(ownThings),
  getReport: row('401 404 200 404 404 404 401', async (world) => id((await world.freshReport()).id)),
  listCases: row(byStaff),
  getCase: row(byStaff, async (world) => id(await world.freshCase())),
  createDecision: row('401 403 403 403 201 201 401', async (world) => ({
    ...id(await world.freshCase()),
    body: { action: 'dismiss' },
  })),
  listModerationLog: row('401 403 403 403 403 200 401'),

  listAccounts: row(byStaff),
  getAccount: row(byStaff, ({ user }) => id(user.id)),
  'getAccount (own)': row(byStaff, (world, caller) => id(world.caller(caller).id)),
  updateRoles: row('401 403 403 403 403 200 401', async (world) => ({
    ...id((await world.freshPerson()).id),
    body: { roles: ['user', 'moderator'], reason: 'For a test' },
  })),
  suspendAccount: row(byStaff, async (world) => ({
    ...id((await world.freshPerson()).id),
    body: { reason: 'For a test' },
  })),
  'suspendAccount (moderator)': row('401 403 403 403 403 200 401', async (world) => ({
    ...id((await world.freshPerson('moderator')).id),
    body: { reason: 'For a test' },
  })),
  'suspendAccount (admin)': row('401 403 403 403 403 403 401', ({ admin }) => ({
    ...id(admin.id),
    body: { reason: 'For a test' },
  })),
  liftSuspension: row('401 403 403 403 204 204 401', ({ user }) => id(user.id)),
  banAccount: row('401 403 403 403 403 200 401', async (world) => ({
    ...id((await world.freshPerson()).id),
    body: { reason: 'For a test' },
  })),
  liftBan: row('401 403 403 403 403 204 401', ({ user }) => id(user.id)),
  listAuditEntries: row('401 403 403 403 403 200 401'),

  getMe: row(ownThings),
  updateMe: row(ownThings, () => ({ body: { bio: 'changed' } })),
  getMyPrivacy: row(ownThings),
  updateMyPrivacy: row(ownThings, () => ({ body: { search: 'public' } })),
  getProfile: row(ofUser, ({ user }) => id(user.id)),
  'getProfile (suspended)': row('404 404 404 404 404 404 401', ({ suspended }) => id(suspended.id)),
  getProfileByUsername: row(ofUser, ({ user }) => ({ params: { username: user.username } })),
  listFollowers: row(ofUser, ({ user }) => id(user.id)),
  listFollowing: row(ofUser, ({ user }) => id(user.id)),
  follow: row('401 422 200 404 200 200 401', ({ user }) => id(user.id)),
  'follow (suspended)': row('401 404 404 404 404 404 401', ({ suspended }) => id(suspended.id)),
  unfollow: row(ownNothing, ({ user }) => id(user.id)),
  removeFollower: row(ownNothing, ({ user }) => id(user.id)),
  acceptFollower: row('401 404 404 404 404 404 401', ({ user }) => id(user.id)),
  listFollowRequests: row(ownThings),
  requestFriend: row('401 422 200 404 200 200 401', ({ user }) => id(user.id)),
  acceptFriend: row('401 404 404 404 404 404 401', ({ user }) => id(user.id)),
  removeFriend: row(ownNothing, ({ user }) => id(user.id)),
  listFriends: row(ownThings),
  listFriendRequests: row(ownThings, () => ({ query: { direction: 'received' } })),
  block: row('401 404 404 404 404 404 401', () => id('1')),
  unblock: row(ownNothing, () => id('1')),
  listBlocks: row(ownThings),
  mute: row('401 404 404 404 404 404 401', () => id('1')),
  unmute: row(ownNothing, () => id('1')),
  listMutes: row(ownThings),

  createPost: row('401 201 201 201 201 201 401', () => ({ body: aPost() })),
  getPost: row(ofUser, ({ post }) => id(post)),
  'getPost (private)': row('404 200 404 404 404 404 401', ({ secret }) => id(secret)),
  sharePost: row('401 201 201 404 201 201 401', async (world) => ({ ...id(await world.freshPost()), body: {} })),
  updatePost: row('401 200 403 404 403 403 401', ({ post }) => ({ ...id(post), body: { content: 'changed' } })),
  deletePost: row('401 204 403 404 403 403 401', async (world) => id(await world.freshPost())),
  listPosts: row(ofUser, ({ user }) => id(user.id)),
  getFeed: row(ownThings),

  createComment: row('401 201 201 404 201 201 401', ({ post }) => ({ ...id(post), body: { content: 'said' } })),
  'createComment (private)': row('401 201 404 404 404 404 401', ({ secret }) => ({
    ...id(secret),
    body: { content: 'said' },
  })),
  listComments: row(ofUser, ({ post }) => id(post)),
  listReplies: row(ofUser, ({ comment }) => id(comment)),
  getComment: row(ofUser, ({ comment }) => id(comment)),
  updateComment: row('401 200 403 404 403 403 401', ({ comment }) => ({
    ...id(comment),
    body: { content: 'changed' },
  })),
  deleteComment: row('401 204 403 404 403 403 401', async (world) => id(await world.freshComment())),
  listCommentHistory: row('401 200 403 404 200 200 401', ({ comment }) => id(comment)),
  listProfileComments: row(ofUser, ({ user }) => id(user.id)),
  lockComments: row('401 204 403 404 403 403 401', async (world) => id(await world.freshPost())),
  unlockComments: row('401 204 403 404 403 403 401', ({ post }) => id(post)),

  reactToPost: row('401 204 204 404 204 204 401', ({ post }) => ({ params: { id: post, type: 'like' } })),
  removePostReaction: row('401 204 204 404 204 204 401', ({ post }) => ({ params: { id: post, type: 'like' } })),
  listPostReactions: row(ofUser, ({ post }) => id(post)),
  reactToComment: row('401 204 204 404 204 204 401', ({ comment }) => ({ params: { id: comment, type: 'like' } })),
  removeCommentReaction: row('401 204 204 404 204 204 401', ({ comment }) => ({
    params: { id: comment, type: 'like' },
  })),
  listCommentReactions: row(ofUser, ({ comment }) => id(comment)),

  listNotifications: row(ownThings),
  getUnreadCount: row(ownThings),
  markNotificationsRead: row(ownNothing, () => ({ body: { upTo: '1' } })),
  getNotificationPreferences: row(ownThings),
  updateNotificationPreferences: row(ownThings, () => ({ body: { types: { like: { push: false } } } })),
  silenceAuthor: row('401 204 204 404 204 204 401', ({ user }) => id(user.id)),
  unsilenceAuthor: row(ownNothing, ({ user }) => id(user.id)),
  createStreamTicket: row(ownThings),
  getPushKey: row(everybody),
  registerDevice: row('401 422 422 422 422 422 401', () => ({
    body: { endpoint: 'https://127.0.0.1/x', keys: { p256dh: publicKey, auth: 'A'.repeat(22) } },
  })),
  deleteDevice: row(ownNothing, () => id('1')),
  deleteDevices: row(ownNothing),
  getUnsubscription: row('404 404 404 404 404 404 401', () => ({ params: { token: 'a'.repeat(40) } })),
  unsubscribe: row('404 404 404 404 404 404 401', () => ({ params: { token: 'a'.repeat(40) } })),

  markPostViewed: row('401 204 204 404 204 204 401', ({ post }) => id(post)),
  getPostEngagement: row('401 200 403 404 403 403 401', ({ post }) => id(post)),
  getMyEngagement: row(ownThings),
  getTrending: row(everybody, () => ({ query: { type: 'posts' } })),

  suggest: row(everybody, () => ({ query: { q: 'ad' } })),
  search: row(everybody, () => ({ query: { q: 'word' } })),
};
