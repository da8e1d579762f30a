import { type Api, ApiError, pages } from '@concord/client';
import type { Community, Person, SampleComment, SamplePost } from './community/community.ts';
import { join, type Member, type Passwords } from './members.ts';
import { inParallel } from './parallel.ts';

export interface ImportOptions extends Pick<Passwords, 'password'> {
  /** Known to nobody but this platform; the same on each run. */
  readonly secret: string;
  readonly signal?: AbortSignal;
}

export interface ImportProgress {
  readonly step: 'people' | 'relations' | 'posts' | 'comments' | 'profiles';
  /** Over all steps. */
  readonly done: number;
  readonly total: number;
}

export interface Imported {
  /** False when an earlier run had imported everything. */
  readonly isNew: boolean;
  /** Usernames whose password is the one given. */
  readonly sampleLogins: readonly string[];
}

/** Sign-ups are bound by the server's password hashing; the rest by its database. */
const parallel = { people: 6, relations: 8, posts: 8, comments: 8, profiles: 8 };

/** How many of the most active people the reader can log in as. */
const sampleLogins = 5;

const isPublic = (person: Person): boolean => person.profileVisibility === 'public';

/** The people that the reader can log in as: the most active whose profile is public. */
export const sampleUsernames = (community: Community): string[] =>
  community.people
    .filter(isPublic)
    .slice(0, sampleLogins)
    .map((person) => person.username);

/** Stands in the first sample login's profile once everything is imported. */
const finishedMark = (community: Community): string =>
  `https://example.invalid/sample-community/${community.people.length}-${community.posts.length + community.comments.length}`;

async function isFinished(api: Api, community: Community): Promise<boolean> {
  const [username] = sampleUsernames(community);
  if (username === undefined) return true;
  try {
    const profile = await api.getProfileByUsername({ params: { username } });
    return profile.page?.website === finishedMark(community);
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 404) return false;
    throw failure;
  }
}

type Members = ReadonlyMap<string, Member & { readonly isNew: boolean }>;

/** A member may be known to one service a moment before the next. */
const notYetKnown = ['not_found', 'forbidden'];

const member = (members: Members, username: string): Member & { readonly isNew: boolean } => {
  const found = members.get(username);
  if (found === undefined) throw new Error(`${username} is not among the people of the community`);
  return found;
};

/** Follows, and where the followed person's profile is not public, accepts in that person's name. */
async function follow(members: Members, [follower, followed]: readonly [string, string]): Promise<void> {
  const [one, other] = [member(members, follower), member(members, followed)];
  const { state } = await one.does((own) => own.follow({ params: { id: other.id } }), notYetKnown);
  if (state === 'requested') await other.does((own) => own.acceptFollower({ params: { id: one.id } }), notYetKnown);
}

async function befriend(members: Members, [asks, accepts]: readonly [string, string]): Promise<void> {
  const [one, other] = [member(members, asks), member(members, accepts)];
  const { state } = await one.does((own) => own.requestFriend({ params: { id: other.id } }), notYetKnown);
  if (state === 'requested') await other.does((own) => own.acceptFriend({ params: { id: one.id } }), notYetKnown);
}

/** Where something of the community stands on the platform: a post, or a comment under one. */
interface Placed {
  readonly postId: string;
  readonly commentId?: string;
}

const textOf = (author: string, content: string): string => `${author}\n${content}`;

/** What returning members have already written, by author and content. */
async function alreadyWritten(members: Members): Promise<ReadonlyMap<string, Placed>> {
  const written = new Map<string, Placed>();
  const returning = [...members].filter(([, { isNew }]) => !isNew);
  await inParallel(returning, parallel.posts, async ([username, { id, does }]) => {
    const asked = { params: { id }, query: { limit: '100' } };
    await does(async (own) => {
      for await (const { items } of pages(own.listProfileComments, asked))
        for (const comment of items)
          written.set(textOf(username, comment.content ?? ''), { postId: comment.postId, commentId: comment.id });
      for await (const { items } of pages(own.listPosts, asked))
        for (const post of items) written.set(textOf(username, post.content), { postId: post.id });
    }, notYetKnown);
  });
  return written;
}

const write = async (members: Members, { author, content, tags, audience }: SamplePost): Promise<Placed> => {
  const { id } = await member(members, author).does(
    (own) => own.createPost({ body: { content, audience, tags: [...tags] } }),
    notYetKnown,
  );
  return { postId: id };
};

/** A comment under whatever it answers. */
const answer = async (members: Members, { author, content }: SampleComment, answered: Placed): Promise<Placed> => {
  const { postId, commentId: parentId } = answered;
  const { id } = await member(members, author).does(
    (own) => own.createComment({ params: { id: postId }, body: { content, ...(parentId && { parentId }) } }),
    notYetKnown,
  );
  return { postId, commentId: id };
};

/** The comments of each conversation, oldest first: what is answered is written before its answers. */
const conversations = (comments: readonly SampleComment[]): (readonly SampleComment[])[] => {
  const opening = new Map<string, string>();
  for (const { id, answers } of comments) opening.set(id, opening.get(answers) ?? answers);
  return [...Map.groupBy(comments, ({ id }) => opening.get(id)).values()];
};

async function describe(members: Members, person: Person, website?: string): Promise<void> {
  const { bio, location, profileVisibility, username } = person;
  const { does } = member(members, username);
  if (bio !== undefined || location !== undefined || website !== undefined)
    await does(
      (own) =>
        own.updateMe({
          body: { ...(bio ? { bio } : {}), ...(location ? { location } : {}), ...(website ? { website } : {}) },
        }),
      notYetKnown,
    );
  if (!isPublic(person))
    await does((own) => own.updateMyPrivacy({ body: { profile: profileVisibility } }), notYetKnown);
}

/**
 * Brings a community into the platform through its public API: sign-ups, follows, friendships, posts oldest first, their threads, profiles. Running it
 * again is one request when all is there, goes on where an interrupted run ended, and adds what a larger community has more. `api` needs the operator's rate profile.
 */
export async function importCommunity(
  api: Api,
  community: Community,
  { password, secret, signal }: ImportOptions,
  progress: (progress: ImportProgress) => void = () => undefined,
): Promise<Imported> {
  const logins = sampleUsernames(community);
  if (await isFinished(api, community)) return { isNew: false, sampleLogins: logins };
  const { people, follows, friendships, posts, comments } = community;
  const total = 2 * people.length + follows.length + friendships.length + posts.length + comments.length;
  let done = 0;
  const each = async <Item>(
    step: ImportProgress['step'],
    items: readonly Item[],
    work: (item: Item) => Promise<void>,
  ): Promise<void> =>
    inParallel(
      items,
      parallel[step],
      async (item) => {
        await work(item);
        progress({ step, done: (done += 1), total });
      },
      signal,
    );

  const members = new Map<string, Member & { readonly isNew: boolean }>();
  await each('people', people, async (person) => {
    members.set(person.username, await join(api, person, { password, secret, sampleLogins: logins }));
  });
  await each('relations', follows, (pair) => follow(members, pair));
  await each('relations', friendships, (pair) => befriend(members, pair));
  const written = await alreadyWritten(members);
  const placed = new Map<string, Placed>();
  await each('posts', posts, async (post) => {
    placed.set(post.id, written.get(textOf(post.author, post.content)) ?? (await write(members, post)));
  });
  await inParallel(
    conversations(comments),
    parallel.comments,
    async (conversation) => {
      for (const comment of conversation) {
        const answered = placed.get(comment.answers);
        if (answered === undefined) throw new Error(`${comment.id} answers what is not there`);
        const before = written.get(textOf(comment.author, comment.content));
        placed.set(comment.id, before ?? (await answer(members, comment, answered)));
        progress({ step: 'comments', done: (done += 1), total });
      }
    },
    signal,
  );
  await each('profiles', people, (person) => describe(members, person));
  const first = people.find((person) => person.username === logins[0]);
  if (first !== undefined) await describe(members, first, finishedMark(community));
  return { isNew: true, sampleLogins: logins };
}
