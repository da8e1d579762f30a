import { type Api, ApiError, pages } from '@concord/client';
import type { Community, Person, SamplePost } from './community/community.ts';
import { join, type Member, type Passwords } from './members.ts';
import { inParallel } from './parallel.ts';

export interface ImportOptions extends Pick<Passwords, 'password'> {
  /** Known to nobody but this platform; the same on each run. */
  readonly secret: string;
  readonly signal?: AbortSignal;
}

export interface ImportProgress {
  readonly step: 'people' | 'relations' | 'posts' | 'profiles';
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
const parallel = { people: 6, relations: 8, posts: 8, profiles: 8 };

/** How many of the most active people the reader can log in as. */
const sampleLogins = 5;

/** A post as it is told apart; whom it addresses depends on who is in a community of its size. */
const words = (content: string): string => content.replace(/^@\w+ /, '');

const isPublic = (person: Person): boolean => person.profileVisibility === 'public';

/** The people that the reader can log in as: the most active whose profile is public. */
export const sampleUsernames = (community: Community): string[] =>
  community.people
    .filter(isPublic)
    .slice(0, sampleLogins)
    .map((person) => person.username);

/** Stands in the first sample login's profile once everything is imported. */
const finishedMark = (community: Community): string =>
  `https://example.invalid/sample-community/${community.people.length}-${community.posts.length}`;

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

/** The contents that each returning member has already posted. */
async function alreadyPosted(members: Members): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const posted = new Map<string, Set<string>>();
  const returning = [...members].filter(([, { isNew }]) => !isNew);
  await inParallel(returning, parallel.posts, async ([username, { id, does }]) => {
    const contents = new Set<string>();
    await does(async (own) => {
      for await (const { items } of pages(own.listPosts, { params: { id }, query: { limit: '100' } }))
        for (const { content } of items) contents.add(words(content));
    }, notYetKnown);
    posted.set(username, contents);
  });
  return posted;
}

const write = async (members: Members, { author, content, tags, audience }: SamplePost): Promise<void> => {
  await member(members, author).does(
    (own) => own.createPost({ body: { content, audience, tags: [...tags] } }),
    notYetKnown,
  );
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
 * Brings a community into the platform through its public API: sign-ups, follows, friendships, posts oldest first, profiles. Running it
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
  const { people, follows, friendships, posts } = community;
  const total = 2 * people.length + follows.length + friendships.length + posts.length;
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
  const posted = await alreadyPosted(members);
  await each('posts', posts, async (post) => {
    if (posted.get(post.author)?.has(words(post.content)) !== true) await write(members, post);
  });
  await each('profiles', people, (person) => describe(members, person));
  const first = people.find((person) => person.username === logins[0]);
  if (first !== undefined) await describe(members, first, finishedMark(community));
  return { isNew: true, sampleLogins: logins };
}
