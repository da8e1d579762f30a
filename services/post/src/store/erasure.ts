import {
  anonymisedEntities,
  erasure,
  forgottenMentions,
  isDeletedPerson,
  keptAnswers,
  type ErasureStep,
} from '@concord/community';
import type { Id } from '@concord/contracts';
import { forgetBefore } from '@concord/platform';
import { blank } from './posts.ts';

/** In place of who wrote a post that is of nobody any more. */
const nobody = { user_id: 0, shared_post_id: null };

/** Posts and shares are deleted, and their rows forget whose they were; what they shared is counted again. */
const posts: ErasureStep = {
  kind: 'posts',
  erase: async (tx, account, limit) => {
    const rows = await tx('posts')
      .where({ user_id: account })
      .whereNull('deleted_at')
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .select<{ id: Id; shared_post_id: Id | null }[]>('id', 'shared_post_id');
    if (rows.length === 0) return 0;
    const shared = new Set(rows.flatMap(({ shared_post_id: id }) => (id === null ? [] : [id])));
    if (shared.size > 0) await tx('share_changes').insert([...shared].map((post_id) => ({ post_id })));
    const ids = rows.map(({ id }) => id);
    await tx('posts')
      .whereIn('id', ids)
      .update({ ...blank(new Date()), ...nobody, version: tx.raw('version + 1') });
    await forgetBefore(tx('posts').whereIn('id', ids));
    return rows.length;
  },
};

const steps: readonly ErasureStep[] = [
  posts,
  anonymisedEntities('posts_deleted_before', 'posts', 'user_id', nobody),
  forgottenMentions('posts'),
  keptAnswers,
];

/** What is erased here of a deleted account. */
export const postErasure = erasure({ service: 'post', steps, isKnown: isDeletedPerson });
