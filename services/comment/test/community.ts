import { fileURLToPath } from 'node:url';
import type { Id } from '@concord/contracts';
import type { Db, Tx } from '@concord/platform';
import { serviceAlone, type Alone } from '@concord/testkit';
import type { Deps } from '../src/deps.ts';
import { pathOf, type Path } from '../src/domain/path.ts';
import { consumers, routes } from '../src/service.ts';

export { somebody as person } from '@concord/testkit';
export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

export type Community = Alone & { readonly deps: Deps };

/** The service on a database of its own. */
export const community = (): Promise<Community> =>
  serviceAlone<Deps>({ name: 'comment', migrations, consumers, routes, deps: (common) => common });

/** Comments on a post, or replies where a parent is given; gives its id. */
export const comment = async (
  here: Community,
  author: Id,
  postId: Id,
  content: string,
  parentId?: string,
): Promise<string> => {
  const body = { content, ...(parentId !== undefined && { parentId }) };
  return (await here.as(author).createComment({ params: { id: String(postId) }, body })).id;
};

/** The row of a comment. */
export const rowOf = (here: Community, id: string) =>
  here
    .db('comments')
    .where({ id: Number(id) })
    .first();

/** A comment to be written past the API: by an active author, seen by everyone, on the first level unless `nested` moves it. */
export interface Planted {
  readonly id: Id;
  readonly postId: Id;
  readonly userId: Id;
  readonly parent: Planted | null;
  readonly likes: number;
}

export const planted = (own: Partial<Planted> & Pick<Planted, 'id'>): Planted => ({
  ...{ postId: 10, userId: 1, parent: null, likes: 0 },
  ...own,
});

/** Each of them a reply to the one before. */
export const nested = (comments: readonly Planted[]): Planted[] => {
  const placed: Planted[] = [];
  for (const one of comments) placed.push({ ...one, parent: placed.at(-1) ?? null });
  return placed;
};

/** Writes comments past the API, which are not counted. */
export const plant = async (where: { readonly db: Db }, comments: readonly Planted[]): Promise<void> => {
  const at = new Date();
  const paths = new Map<Id, Path>();
  const places = Map.groupBy(comments, ({ parent }) => parent?.id);
  const roots = new Map<Id, Id>();
  const depths = new Map<Id, number>();
  const rows = comments.map(({ id, postId, userId, parent, likes }) => {
    const path = pathOf(id, (parent && paths.get(parent.id)) ?? null);
    const root = (parent && roots.get(parent.id)) ?? id;
    const depth = ((parent && depths.get(parent.id)) ?? 0) + 1;
    paths.set(id, path);
    roots.set(id, root);
    depths.set(id, depth);
    return {
      ...{ id, post_id: postId, parent_id: parent?.id ?? null, root_id: root, user_id: userId, path, depth },
      ...{ content: `comment ${id}`, mentions: '[]', like_count: likes, places: places.get(id)?.length ?? 0 },
      ...{ author_active: 1, post_user_id: 1, post_width: 'public', created_at: at, updated_at: at, version: 1 },
    };
  });
  await where.db.batchInsert('comments', rows, 500);
};

/** Whether somebody holds the row, so that a change of it would wait. */
export const isHeld = (where: { readonly db: Db }, table: 'people' | 'posts', id: Id): Promise<boolean> =>
  where.db
    .transaction((tx) => tx.raw('SELECT id FROM ?? WHERE id = ? FOR UPDATE NOWAIT', [table, id]))
    .then(
      () => false,
      () => true,
    );

/** Long enough for what does not wait to be done, as seen from within a transaction that others may wait for. */
export const aWhile = async (tx: Tx): Promise<void> => {
  for (let turn = 0; turn < 300; turn += 1) await tx.raw('SELECT 1');
};
