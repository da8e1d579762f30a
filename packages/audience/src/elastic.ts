import { opens, type Audience, type Id } from './rules.ts';

/** A query of Elasticsearch, as far as visibility needs one. */
export type Query =
  | { term: Record<string, Id | string> }
  | { terms: Record<string, (Id | string)[]> }
  | { bool: { filter?: Query[]; must_not?: Query[]; should?: Query[]; minimum_should_match?: number } };

/** A viewer with an account and their relations: whom they follow, their friends, and who blocks or is blocked by them. */
export interface Seeker {
  readonly id: Id;
  readonly follows: readonly Id[];
  readonly friends: readonly Id[];
  readonly blocked: readonly Id[];
}

/** The fields of an index that hold whose a document is and how wide (`widthOf`). */
export interface Fields {
  readonly authorField: string;
  readonly widthField: string;
}

/** The most values that one terms clause takes: `index.max_terms_count` as Elasticsearch ships it. */
export const longestTerms = 65_536;

/**
 * The documents that the viewer may read, to stand in the query's filter.
 *
 * `narrowed` are authors whose documents may still carry a width that is too wide, because they have just narrowed it: nobody but
 * themselves sees anything of them until all is rewritten.
 */
export const visibleFilter = (
  viewer: Seeker | null,
  { authorField, widthField, narrowed }: Fields & { readonly narrowed: readonly Id[] },
): Query => {
  const open = anyOf(widthField, opens.anyone);
  if (viewer === null) return { bool: { filter: [open], must_not: of(authorField, narrowed) } };

  const tied = (people: readonly Id[], opened: readonly Audience[]) =>
    of(authorField, people).map((theirs) => allOf([anyOf(widthField, opened), theirs]));

  return someOf([
    { term: { [authorField]: viewer.id } },
    {
      bool: {
        must_not: [...of(authorField, viewer.blocked), ...of(authorField, narrowed)],
        should: [open, ...tied(viewer.follows, opens.follows), ...tied(viewer.friends, opens.friend)],
        minimum_should_match: 1,
      },
    },
  ]);
};

/** The fields of an index of comments: its post's as `Fields`, its own author and whether their account is active. */
export interface CommentFields {
  readonly postField: string;
  readonly postAuthorField: string;
  readonly postWidthField: string;
  readonly authorField: string;
  readonly authorActiveField: string;
}

/** What searches leave out until the index has been rewritten, because fewer people may see it. */
export interface NarrowedComments {
  readonly postAuthors: readonly Id[];
  readonly posts: readonly Id[];
  readonly authors: readonly Id[];
}

/**
 * The comments that the viewer may read (`canSeeComment`): those under posts that they may read, by whom they may know of. Under a narrowed
 * post nobody finds any.
 */
export const commentsFilter = (viewer: Seeker | null, fields: CommentFields, narrowed: NarrowedComments): Query => {
  const { postField, postAuthorField, postWidthField, authorField, authorActiveField } = fields;
  const post = visibleFilter(viewer, {
    ...{ authorField: postAuthorField, widthField: postWidthField, narrowed: narrowed.postAuthors },
  });
  const shown: Query = {
    bool: {
      filter: [{ term: { [authorActiveField]: 'true' } }],
      must_not: [...of(authorField, viewer?.blocked ?? []), ...of(authorField, narrowed.authors)],
    },
  };
  const own: Query[] = viewer === null ? [] : [{ term: { [authorField]: viewer.id } }];
  return { bool: { filter: [post, someOf([...own, shown])], must_not: of(postField, narrowed.posts) } };
};

/**
 * The people whom the viewer may find, for the index of people with its fields `id` and `search_width` (`searchWidthOf`).
 * It lets them be found by their card; a query over what stands on the page needs a `visibleFilter` over the reach beside it.
 */
export const findableFilter = (viewer: Seeker | null): Query =>
  visibleFilter(viewer, { authorField: 'id', widthField: 'search_width', narrowed: [] });

/** Leaves out whom the viewer has muted: for suggestions. */
export const unmutedFilter = (muted: readonly Id[], authorField: string): Query => ({
  bool: { must_not: of(authorField, muted) },
});

const of = (authorField: string, people: readonly Id[]): Query[] =>
  chunks(people).map((chunk) => ({ terms: { [authorField]: chunk } }));

const chunks = (ids: readonly Id[]): Id[][] =>
  Array.from({ length: Math.ceil(ids.length / longestTerms) }, (_, index) =>
    ids.slice(index * longestTerms, (index + 1) * longestTerms),
  );

const anyOf = (field: string, values: readonly string[]): Query => ({ terms: { [field]: [...values] } });

const allOf = (filter: Query[]): Query => ({ bool: { filter } });

const someOf = (should: Query[]): Query => ({ bool: { should, minimum_should_match: 1 } });
