import type { Id } from '@concord/contracts';

/** Something that somebody did, as far as it is counted. */
export interface Happening {
  readonly kind: Kind;
  readonly at: Date;
  readonly actorId: Id;
  /** What it was done to: with the kind, the actor and the day, what counts once. */
  readonly subjectId: Id;
  /** The post that it counts for, if it does for any. */
  readonly postId: Id | null;
  /** Whose engagement it is: nobody adds to their own. */
  readonly authorId: Id;
}

export type Kind = 'view' | 'reaction' | 'comment_reaction' | 'comment' | 'share' | 'follow';
export type PostColumn = 'views' | 'reactions' | 'comments' | 'commenters' | 'shares' | 'sharers';
export type AuthorColumn = 'views' | 'reactions' | 'comments' | 'shares' | 'followers';

/** The columns of buckets that something raises by one. */
export interface Raised {
  readonly post: readonly PostColumn[];
  readonly author: readonly AuthorColumn[];
}

const nothing: Raised = { post: [], author: [] };

interface Counting {
  /** Every time. */
  readonly each: Raised;
  /** The first time that this person does it to this thing on a day of UTC. */
  readonly first: Raised;
}

const counting: Readonly<Record<Kind, Counting>> = {
  view: { each: nothing, first: { post: ['views'], author: ['views'] } },
  reaction: { each: nothing, first: { post: ['reactions'], author: ['reactions'] } },
  comment_reaction: { each: nothing, first: { post: [], author: ['reactions'] } },
  comment: { each: { post: ['comments'], author: ['comments'] }, first: { post: ['commenters'], author: [] } },
  share: { each: { post: ['shares'], author: ['shares'] }, first: { post: ['sharers'], author: [] } },
  follow: { each: nothing, first: { post: [], author: ['followers'] } },
};

/** What it raises. */
export const raisedBy = ({ kind }: Pick<Happening, 'kind'>, isFirst: boolean): Raised => {
  const { each, first } = counting[kind];
  return isFirst ? { post: [...each.post, ...first.post], author: [...each.author, ...first.author] } : each;
};

/** Whether it is something that a person did to what is their own. */
export const isOwn = ({ actorId, authorId }: Happening): boolean => actorId === authorId;

/** Of one post on one day, a person counts for trending once for each of these. */
export const trendColumns = ['reactions', 'commenters', 'sharers'] as const satisfies readonly PostColumn[];
export type TrendColumn = (typeof trendColumns)[number];

/** What counts for trending, and as what; its subject is a post. */
export const trendOf = { reaction: 'reactions', comment: 'commenters', share: 'sharers' } as const satisfies Partial<
  Record<Kind, TrendColumn>
>;
export const trendKinds = Object.keys(trendOf) as (keyof typeof trendOf)[];

/** Whether it counts for trending, when it is the first of its person, thing and day. */
export const isTrending = (kind: Kind): kind is keyof typeof trendOf => kind in trendOf;
