import {
  anonymisedEntities,
  byOthers,
  erasure,
  forgottenMentions,
  isForgotten,
  keptAnswers,
  type ErasureStep,
} from '@concord/community';
import type { Id } from '@concord/contracts';
import { forgetBefore } from '@concord/platform';
import { blankComment, lockComment, nobody } from './comments.ts';
import { count } from './counted.ts';

/** Comments are deleted as by their author, and their rows forget whose they were: a place with replies stays, empty. */
const comments: ErasureStep = {
  kind: 'comments',
  // Each moves places above it: a transaction holds not too many of other people's rows.
  atOnce: 100,
  erase: async (tx, account, limit) => {
    const ids = (await tx('comments')
      .where({ user_id: account })
      .whereNull('deleted_at')
      .orderBy('id', 'desc')
      .limit(limit)
      .pluck('id')) as Id[];
    for (const id of ids) {
      const { comment, authorActive } = await lockComment(tx, id);
      if (comment.deletedAt !== null) continue;
      await blankComment(tx, comment, { at: new Date(), removed: false });
      await tx('comments')
        .where({ id })
        .update({ user_id: nobody, version: tx.raw('version + 1') });
      await forgetBefore(tx('comments').where({ id }));
      if (authorActive) await count(tx, [comment], -1);
    }
    return ids.length;
  },
};

const steps: readonly ErasureStep[] = [
  comments,
  anonymisedEntities('comments_deleted_before', 'comments', 'user_id', { user_id: nobody }),
  byOthers(anonymisedEntities('comments_on_posts', 'comments', 'post_user_id', { post_user_id: nobody })),
  forgottenMentions('comments'),
  keptAnswers,
];

/** What is erased here of a deleted account. */
export const commentErasure = erasure({ service: 'comment', steps, isKnown: isForgotten('posts') });
