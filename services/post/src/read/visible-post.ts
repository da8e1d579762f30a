import { canSee, isPlainlyPublic, relationOf, stranger, type Relation, type Viewer } from '@concord/audience';
import { errors, type Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Authored } from '../domain/authored.ts';
import { freshnessMs } from '../domain/freshness.ts';
import type { Person } from '../domain/person.ts';
import type { Post } from '../domain/post.ts';
import { personOf, type PersonRow } from '../store/people.ts';
import { postOf, type PostRow } from '../store/posts.ts';

/** A post with all that this service knows of its author. */
export interface VisiblePost extends Authored {
  readonly author: Person;
}

/** A post and what the copies say about who may read it. */
interface Held {
  readonly post: Post;
  /** Null where the author has not arrived. */
  readonly author: Person | null;
  readonly relation: Relation;
}

type Prefixed<R, P extends string> = { readonly [K in keyof R & string as `${P}${K}`]: R[K] };
type HeldRow = PostRow &
  Prefixed<PersonRow, 'a_'> & {
    readonly follows: 0 | 1 | null;
    readonly friend: 0 | 1 | null;
    readonly blocks: 0 | 1 | null;
    readonly blocked_by: 0 | 1 | null;
    readonly mutes: 0 | 1 | null;
  };

const find = async (reader: Reader, viewer: Viewer, id: Id): Promise<Held | null> => {
  const row = (await reader('posts as p')
    .leftJoin('people as a', 'a.id', 'p.user_id')
    .leftJoin('relations as r', (on) => on.on('r.author_id', 'p.user_id').andOnVal('r.viewer_id', viewer ?? 0))
    .select('p.*', 'r.follows', 'r.friend', 'r.blocks', 'r.blocked_by', 'r.mutes')
    .select(personColumns.map((column) => `a.${column} as a_${column}`))
    .where({ 'p.id': id, 'p.is_published': 1 })
    .whereNull('p.deleted_at')
    .first()) as HeldRow | undefined;
  return row === undefined ? null : heldOf(row);
};

const personColumns = [
  'id',
  'username',
  'display_name',
  'avatar_url',
  'status',
  'profile_visibility',
  'version',
] as const satisfies readonly (keyof PersonRow)[];

const heldOf = (row: HeldRow): Held => ({
  post: postOf(row),
  author:
    (row.a_id as Id | null) === null
      ? null
      : personOf(
          Object.fromEntries(personColumns.map((column) => [column, row[`a_${column}`]])) as unknown as PersonRow,
        ),
  relation: relationOf({
    follows: row.follows ?? 0,
    friend: row.friend ?? 0,
    blocks: row.blocks ?? 0,
    blocked_by: row.blocked_by ?? 0,
    mutes: row.mutes ?? 0,
  }),
});

/**
 * The post with its author's card, if the viewer may read it; throws `not_found` otherwise.
 *
 * Where a copy cannot be relied on, user is asked: for the author when their row is missing, or too old and not saying "plainly public";
 * for the relation whenever the copies are too old, because a block that has not arrived looks like no relation at all. When user does
 * not answer either, throws `stale`.
 */
export const visiblePost = async (deps: Deps, viewer: Viewer, id: Id): Promise<VisiblePost> => {
  const held = await find(deps.db, viewer, id);
  if (held === null) throw errors.notFound();
  const { post } = held;
  const fresh = viewer === post.userId || (await deps.copies.isFresh(freshnessMs));
  const [author, relation] = await Promise.all([
    authorOf(deps, held, fresh),
    relationTo(deps, viewer, held, fresh),
  ]).catch((cause: unknown) => {
    throw errors.stale(undefined, { cause, retryAfter: 1 });
  });
  if (author === null || !canSee(viewer, relation, author, post)) throw errors.notFound();
  return { post, author };
};

const authorOf = async ({ user }: Deps, { post, author }: Held, fresh: boolean): Promise<Person | null> =>
  author !== null && (fresh || isPlainlyPublic(author, post)) ? author : user.profile(post.userId);

const relationTo = async (
  { user }: Deps,
  viewer: Viewer,
  { post, relation }: Held,
  fresh: boolean,
): Promise<Relation> => {
  if (viewer === null) return stranger;
  return fresh ? relation : user.relation(viewer, post.userId);
};
