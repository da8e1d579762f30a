import { narrower, reachOf, type Audience, type Person, type Relation } from '@concord/audience';
import type { Id } from '@concord/contracts';

let lastId = Date.now();

/** An id that nothing else in this process has; later ones are larger. */
export const nextId = (): Id => (lastId += 1);

type Own = Readonly<Record<string, unknown>>;

/** A row of `posts` as a state stream gives it. */
export const postRow = (own: Own = {}) => ({
  ...{ id: nextId(), user_id: 1, content: 'Hello', media: [], location: null, audience: 'public', reach: 'public' },
  ...{ tags: [] as string[], mentions: [], like_count: 0, comment_count: 0, share_count: 0, is_published: true },
  ...{ created_at: new Date(), updated_at: new Date(), deleted_at: null, version: 1 },
  ...own,
});

/** A row of `profiles`. */
export const userRow = (own: Own = {}) => {
  const id = nextId();
  return {
    ...{ id, username: `user_${String(id)}`, display_name: 'Somebody', bio: null, avatar_url: null, location: null },
    ...{ status: 'active', profile_visibility: 'public', search_visibility: 'public' },
    ...{ created_at: new Date(), version: 1 },
    ...own,
  };
};

/** A row of `relations`. */
export const relationRow = (viewer: Id, author: Id, own: Partial<Relation> = {}, version = 1) => ({
  ...{ viewer_id: viewer, author_id: author, follows: own.follows ?? false, friend: own.friend ?? false },
  ...{ blocks: own.blocks ?? false, blocked_by: own.blockedBy ?? false, mutes: own.mutes ?? false, version },
});

/** What a person's row says of who may see what, and a post of theirs. */
export const personRow = (person: Person, own: Own = {}) =>
  userRow({
    ...{ id: person.id, status: person.status },
    ...{ profile_visibility: person.profileVisibility, search_visibility: person.searchVisibility },
    ...own,
  });
export const postOf = (person: Person, audience: Audience, own: Own = {}) =>
  postRow({ user_id: person.id, audience, reach: reachOf(person), ...own });

/** A comment by a person under a post of another, as the comment service would publish it. */
export const commentOf = (
  person: Person,
  post: { readonly by: Person; readonly audience: Audience; readonly deleted: boolean; readonly row: { id: Id } },
  own: { readonly content: string; readonly deleted?: boolean },
) => ({
  ...{ id: nextId(), post_id: post.row.id, parent_id: null, user_id: person.id, mentions: [], like_count: 0 },
  content: own.deleted === true ? '' : own.content,
  author_active: reachOf(person) !== 'none',
  ...{ post_user_id: post.by.id, post_width: narrower(post.audience, reachOf(post.by)), post_deleted: post.deleted },
  ...{
    created_at: new Date(),
    updated_at: new Date(),
    deleted_at: own.deleted === true ? new Date() : null,
    version: 1,
  },
});
