import { state, type Id, type Row } from '@concord/contracts';
import { onState, upsertNewer, type Change, type Consumer, type Knex, type Reader, type Tx } from '@concord/platform';
import type { PostFacts } from './post-facts.ts';

/** The copy of state.post.posts, as far as others need it; called by the migration of a service that keeps one. */
export const postsTable = (knex: Knex): Promise<unknown> =>
  knex.raw(`CREATE TABLE posts (
    id BIGINT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL,
    audience ENUM('public', 'followers', 'friends', 'private') NOT NULL,
    reach ENUM('public', 'followers', 'friends', 'private', 'none') NOT NULL,
    deleted TINYINT(1) NOT NULL,
    version BIGINT NOT NULL,
    KEY posts_by_author (user_id)
  ) COMMENT 'copy of state.post.posts'`);

interface PostRow {
  readonly id: Id;
  readonly user_id: Id;
  readonly audience: PostFacts['audience'];
  readonly reach: PostFacts['reach'];
  readonly deleted: 0 | 1;
  readonly version: number;
}

const factsOf = (row: PostRow): PostFacts => ({
  id: row.id,
  userId: row.user_id,
  audience: row.audience,
  reach: row.reach,
  deleted: row.deleted === 1,
  version: row.version,
});

const rowOf = (post: PostFacts) => ({
  id: post.id,
  user_id: post.userId,
  audience: post.audience,
  reach: post.reach,
  deleted: post.deleted,
  version: post.version,
});

const factsIn = ({ row, version, purged }: Change<Row<typeof state.post.posts>>): PostFacts => ({
  id: row.id,
  userId: row.user_id,
  audience: row.is_published ? row.audience : 'private',
  reach: row.reach,
  deleted: purged || row.deleted_at !== null,
  version,
});

/** Null where the post has not arrived yet. */
export const findPost = async (reader: Reader, id: Id): Promise<PostFacts | null> => {
  const row = (await reader('posts').where({ id }).first()) as PostRow | undefined;
  return row === undefined ? null : factsOf(row);
};

/**
 * The post as the copy has it, held still until the transaction ends: what is written under it now is seen by whoever applies its next
 * change, since they must wait for this lock. Null where it has not arrived.
 */
export const holdPost = async (tx: Tx, id: Id): Promise<PostFacts | null> => {
  const row = (await tx('posts').where({ id }).forShare().first()) as PostRow | undefined;
  return row === undefined ? null : factsOf(row);
};

/** A post's newest facts, and those that the copy held before them; undefined for a new one. */
export interface PostChange {
  readonly before: PostFacts | undefined;
  readonly after: PostFacts;
}

/** Takes over what is not older than the copy, and tells what changed by it. */
export const putPosts = async (tx: Tx, posts: readonly PostFacts[]): Promise<PostChange[]> => {
  const ids = posts.map(({ id }) => id);
  // In the order of the key, so that two transactions never wait for each other.
  const rows = (await tx('posts').whereIn('id', ids).orderBy('id').forUpdate()) as PostRow[];
  const held = new Map(rows.map((row) => [row.id, factsOf(row)]));
  await upsertNewer(tx, 'posts', ['id'], posts.map(rowOf));
  return posts
    .map((after) => ({ before: held.get(after.id), after }))
    .filter(({ before, after }) => before === undefined || before.version <= after.version);
};

/** The copy of posts. `changed` runs in the same transaction: what a change of theirs means for what belongs to them. */
export const postsCopy = (
  changed: (tx: Tx, changes: readonly PostChange[]) => Promise<void> = () => Promise.resolve(),
): Consumer =>
  onState(state.post.posts, {
    name: 'copy posts',
    apply: async (tx, changes) => changed(tx, await putPosts(tx, changes.map(factsIn))),
  });
