/**
 * Who may see what: the one table.
 *
 * Three questions, in this order:
 *   1. Is the viewer the author? Then they see it, whatever follows says.
 *   2. Is the author's account shown (`shownStatuses`), and is neither side shut off from the other (`shuts`)? Else they do not.
 *   3. Do all settings that the thing stands under (`things`) admit the viewer (`admits`)? Then they see it.
 *
 * `can-see.ts` reads the table as a function, `sql.ts` as a predicate for MySQL, `elastic.ts` as a filter for
 * Elasticsearch; property tests prove that the three agree. A value that the table does not know admits nobody.
 */

export type Id = number;

/** Who looks: an account, or `null` for someone without one. */
export type Viewer = Id | null;

/** From the widest to the narrowest: each admits everybody whom the next one admits. */
export const audiences = ['public', 'followers', 'friends', 'private'] as const;

/** Whom an author shows something to; also the values of a profile's `profile_visibility` and `search_visibility`. */
export type Audience = (typeof audiences)[number];

/** How far anything of an author can reach: their `profile_visibility`, or `none` while their account is not shown. */
export type Reach = Audience | 'none';

/** What is left of an item's audience within its author's reach; the search index holds it ready. */
export type Width = Audience | 'none';

export type AccountStatus = 'active' | 'suspended' | 'banned' | 'deleted' | 'pending';

/** What an author is to a viewer, as one row of `relations` says it; follows and friendship are the accepted ones only. */
export interface Relation {
  readonly follows: boolean;
  readonly friend: boolean;
  readonly blocks: boolean;
  readonly blockedBy: boolean;
  readonly mutes: boolean;
}

/** The relation of two people who have nothing to do with each other, and of everyone to somebody without an account. */
export const stranger: Relation = { follows: false, friend: false, blocks: false, blockedBy: false, mutes: false };

export interface Author {
  readonly id: Id;
  readonly status: AccountStatus;
  readonly profileVisibility: Audience;
}

export interface Person extends Author {
  readonly searchVisibility: Audience;
}

export interface Item {
  readonly audience: Audience;
}

/** What can tie a viewer to an author. */
export const ties = ['follows', 'friend'] as const satisfies readonly (keyof Relation)[];

/** What can admit a viewer: one of the ties, or just being `anyone`. */
export type Tie = 'anyone' | (typeof ties)[number];

/**
 * Which ties an audience admits; one is enough.
 *
 * `custom` will be a row of its own, `custom: ['recipient']`, with a tie that the item carries. It stands outside the order of
 * `audiences`: the author chose each recipient, so no profile setting narrows it, only the account's status.
 */
export const admits: Record<Audience, readonly Tie[]> = {
  public: ['anyone'],
  followers: ['follows', 'friend'],
  friends: ['friend'],
  private: [],
};

export type Setting = 'audience' | 'profileVisibility' | 'searchVisibility';

export type Thing = 'item' | 'page' | 'lists' | 'card' | 'search';

/**
 * Which settings a thing stands under; all of them must admit the viewer.
 *
 * - `item`: a post and whatever else has an audience of its own.
 * - `page`: a profile's biography, location, website and counts.
 * - `lists`: a person's followers and whom they follow.
 * - `card`: username, display name and picture. Under no setting, so that a follow can be requested of any person one meets;
 *   who may not even see the card is told 404.
 * - `search`: that a person is found by their card. Not narrowed by the profile's visibility, for the same reason.
 */
export const things: Record<Thing, readonly Setting[]> = {
  item: ['audience', 'profileVisibility'],
  page: ['profileVisibility'],
  lists: ['profileVisibility'],
  card: [],
  search: ['searchVisibility'],
};

/** The accounts that others see anything of. */
export const shownStatuses: readonly AccountStatus[] = ['active'];

/** What shuts two people off from each other, whoever of them began it. */
export const shuts = ['blocks', 'blockedBy'] as const satisfies readonly (keyof Relation)[];

/** What keeps an author out of the viewer's feed, notifications and suggestions, but not from being read directly. */
export const hushes = ['mutes'] as const satisfies readonly (keyof Relation)[];

const openedBy = (tie: Tie) => audiences.filter((audience) => admits[audience].includes(tie));

/** The audiences that each tie opens: `admits` read from the viewer's side. */
export const opens: Record<Tie, readonly Audience[]> = {
  anyone: openedBy('anyone'),
  follows: openedBy('follows'),
  friend: openedBy('friend'),
};
