import { state, type Id, type Row } from '@concord/contracts';
import { onState, type Change, type Consumer, type Knex, type Tx } from '@concord/platform';
import { entityCopy, type Changed } from '../entity-copy.ts';
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

/** The copy of posts: see `entityCopy`. */
export const {
  find: findPost,
  hold: holdPost,
  put: putPosts,
} = entityCopy<PostFacts, PostRow>('posts', factsOf, rowOf);

/** A post's newest facts, and those before. */
export type PostChange = Changed<PostFacts>;

/** The copy of posts. `changed` runs in the same transaction: what a change of theirs means for what belongs to them. */
export const postsCopy = (
  changed: (tx: Tx, changes: readonly PostChange[]) => Promise<void> = () => Promise.resolve(),
): Consumer =>
  onState(state.post.posts, {
    name: 'copy posts',
    apply: async (tx, changes) => changed(tx, await putPosts(tx, changes.map(factsIn))),
  });
