import { openDatabase } from '@concord/platform';
import { eventually, oddWord, type Person } from '@concord/testkit';
import { setting, somebody } from '../platform.ts';
import { firstAdmin, promoted } from '../staff.ts';

/** Somebody who has something of everything that an export can hold, by the ids of what they have and of what they acted on. */
export interface Life {
  /** A moderator. */
  readonly owner: Person;
  readonly wrote: Record<'open' | 'secret' | 'share' | 'comment', string>;
  readonly report: string;
  /** Follows the owner and is followed, is a friend, and wrote what the owner acted on. */
  readonly friend: Person;
  readonly theirs: Record<'post' | 'comment', string>;
  readonly blocked: Person;
  /** Also whose post the owner reported. */
  readonly muted: Person;
  readonly reported: string;
  /** Whom the owner suspended. */
  readonly suspended: Person;
  /** What the export must not hold: who reported, blocked or looked at the owner, whom they judged, and what others wrote. */
  readonly nobodysBusiness: readonly string[];
}

/** What the owner says, each with a word of its own. */
export const said = {
  ...{ open: `Open ${oddWord()}`, secret: `Secret ${oddWord()}`, gone: `Gone ${oddWord()}` },
  ...{ before: `Before ${oddWord()}`, after: `After ${oddWord()}`, report: `Report ${oddWord()}` },
  judgement: `Judgement ${oddWord()}`,
};

/** What the owner tells of themselves. */
export const told = {
  profile: { firstName: 'Ada', bio: 'Counts', location: 'Turin', phone: '+3901155501', birthDate: '1990-03-04' },
  email: `${oddWord()}@example.org`,
  quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Rome' },
};

/** Copies may be late: what cannot be done yet is tried again. */
const late = async <T>(work: () => Promise<T>): Promise<T> =>
  (await eventually(async () => ({ done: await work() }), { timeoutMs: 20_000 })).done;
const named = ({ id }: { id: string }) => ({ params: { id } });

const tell = async ({ api }: Person, friend: Person): Promise<void> => {
  await late(() => api.updateMe({ body: told.profile }));
  await api.updateMyPrivacy({ body: { search: 'friends' } });
  await api.updateNotificationPreferences({ body: { types: { like: { push: false } }, quietHours: told.quietHours } });
  await late(() => api.silenceAuthor(named(friend)));
  await api.requestEmailChange({ body: { email: told.email } });
};

const tie = async (owner: Person, friend: Person, blocked: Person, muted: Person): Promise<void> => {
  await late(() => owner.api.follow(named(friend)));
  await late(() => friend.api.follow(named(owner)));
  await late(() => owner.api.requestFriend(named(friend)));
  await friend.api.acceptFriend(named(owner));
  await late(() => owner.api.block(named(blocked)));
  await late(() => owner.api.mute(named(muted)));
};

const write = async ({ api }: Person, { theirs }: Pick<Life, 'theirs'>): Promise<Life['wrote']> => {
  const open = await late(() => api.createPost({ body: { content: said.open, tags: ['garden'], location: 'Turin' } }));
  const secret = await api.createPost({ body: { content: said.secret, audience: 'private' } });
  await api.lockComments(named(secret));
  await api.deletePost(named(await api.createPost({ body: { content: said.gone } })));
  const under = { params: { id: theirs.post } };
  const share = await late(() => api.sharePost({ ...under, body: {} }));
  const comment = await late(() => api.createComment({ ...under, body: { content: said.before } }));
  await api.updateComment({ ...named(comment), body: { content: said.after } });
  await late(() => api.reactToPost({ params: { id: theirs.post, type: 'love' } }));
  await late(() => api.reactToComment({ params: { id: theirs.comment, type: 'like' } }));
  await late(() => api.markPostViewed(under));
  return { open: open.id, secret: secret.id, share: share.id, comment: comment.id };
};

/** What the friend does to a post of the owner's, until the owner has been told of all of it and it is counted. */
const answer = async ({ api }: Person, open: string, owner: Person): Promise<void> => {
  const under = { params: { id: open } };
  await late(() => api.markPostViewed(under));
  await late(() => api.reactToPost({ params: { id: open, type: 'like' } }));
  await late(() => api.createComment({ ...under, body: { content: 'As you say' } }));
  await late(() => api.sharePost({ ...under, body: {} }));
  await eventually(async () => (await owner.api.listNotifications()).items.length === 5, { timeoutMs: 20_000 });
  await eventually(
    async () => {
      const { views, reactions, comments, shares, newFollowers } = (await owner.api.getMyEngagement()).totals;
      return [views, reactions, comments, shares, newFollowers].every((count) => count === 1);
    },
    { timeoutMs: 20_000 },
  );
};

/** What the owner does by their role: looks at a case and dismisses it, and suspends somebody. */
const judge = async ({ api }: Person, accused: string, suspect: Person): Promise<void> => {
  const { items } = await api.listCases({ query: { sort: 'newest', limit: '100' } });
  const params = { id: items.find(({ subject }) => subject.id === accused)?.id ?? '0' };
  await api.getCase({ params });
  await api.createDecision({ params, body: { action: 'dismiss' } });
  await api.suspendAccount({ ...named(suspect), body: { reason: said.judgement } });
};

/** A login at a provider, which nobody here can do, and a browser to be told by; none that would answer. */
const plant = async ({ id, api }: Person): Promise<void> => {
  const auth = openDatabase(setting('CONCORD_AUTH_DATABASE_URL'), { poolSize: 1 });
  const at = new Date();
  const identity = { provider: 'github', subject: `subject of ${id}`, created_at: at, last_used_at: at };
  await auth('identities').insert({ id: Number(id), user_id: Number(id), ...identity });
  await auth.destroy();
  const keys = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) };
  await api.registerDevice({ body: { endpoint: `https://push.invalid/${id}`, keys } });
};

/** Everything happens here, one after the other. */
export const live = async (): Promise<Life> => {
  const [admin, newcomer, friend, blocked, muted, suspended, reporter, blocker] = await Promise.all([
    ...[firstAdmin(), somebody(), somebody(), somebody()],
    ...[somebody(), somebody(), somebody(), somebody()],
  ] as const);
  const owner = await promoted(newcomer, 'moderator');
  const [theirWord, theirReport] = [oddWord(), oddWord()];
  const post = await late(() => friend.api.createPost({ body: { content: `A friend says ${theirWord}` } }));
  const under = { params: { id: post.id } };
  const remark = await late(() => friend.api.createComment({ ...under, body: { content: `And ${theirWord}` } }));
  const theirs = { post: post.id, comment: remark.id };
  await tell(owner, friend);
  await tie(owner, friend, blocked, muted);
  const wrote = await write(owner, { theirs });
  await answer(friend, wrote.open, owner);

  const { id: reported } = await late(() => muted.api.createPost({ body: { content: 'Buy this' } }));
  const subject = { type: 'post', id: reported } as const;
  const report = await late(() => owner.api.createReport({ body: { subject, reason: 'spam', text: said.report } }));
  const about = (type: 'post' | 'profile', id: string) =>
    late(() => reporter.api.createReport({ body: { subject: { type, id }, reason: 'spam', text: theirReport } }));
  await about('post', wrote.open);
  await about('profile', suspended.id);
  await judge(owner, suspended.id, suspended);
  await late(() => blocker.api.block(named(owner)));
  await admin.api.getAccount(named(owner));
  await plant(owner);

  const strangers = [admin, reporter, blocker, suspended].flatMap(({ id, username }) => [id, username]);
  const nobodysBusiness = [...strangers, admin.tokens.sessionId, friend.email, theirWord, theirReport, said.gone];
  return { owner, wrote, report: report.id, friend, theirs, blocked, muted, reported, suspended, nobodysBusiness };
};
