import type { Id } from '@concord/contracts';
import type { Tx } from '@concord/platform';

/** A post's tags as one version of its row has them. */
export interface PostTags {
  readonly id: Id;
  readonly version: number;
  readonly tags: readonly string[];
}

/** Replaces the tags of those posts of which the copy holds this version. The copy's row is held, so that a newer one cannot come in between. */
export const putTags = async (tx: Tx, all: readonly PostTags[]): Promise<void> => {
  const held = await tx('posts')
    .whereIn(
      'id',
      all.map(({ id }) => id),
    )
    .orderBy('id')
    .forUpdate()
    .select<{ id: Id; version: number }[]>('id', 'version');
  const versions = new Map(held.map(({ id, version }) => [id, version]));
  const current = all.filter(({ id, version }) => versions.get(id) === version);
  await tx('post_tags')
    .whereIn(
      'post_id',
      current.map(({ id }) => id),
    )
    .delete();
  const rows = current.flatMap(({ id, tags }) => [...new Set(tags)].map((tag) => ({ post_id: id, tag })));
  if (rows.length > 0) await tx('post_tags').insert(rows);
};
