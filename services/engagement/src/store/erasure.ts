import { byOthers, deletedRows, erasure, isForgotten, type ErasureStep } from '@concord/community';

/** Marks of others who followed the account. There are few days, and the key begins with the day. */
const followed: ErasureStep = {
  kind: 'marks',
  byOthers: true,
  erase: async (tx, account, limit) => {
    const days = (await tx('marks').distinct('day').pluck('day')) as string[];
    return tx('marks').whereIn('day', days).where({ kind: 'follow', subject_id: account }).limit(limit).delete();
  },
};

/** Sums of what many did stay as they are: nobody can be read out of them. */
const steps: readonly ErasureStep[] = [
  deletedRows('marks', 'marks', 'actor_id'),
  followed,
  byOthers(deletedRows('views_waiting', 'views_waiting', 'author_id')),
  byOthers(deletedRows('author_buckets', 'author_buckets', 'author_id')),
];

/** What is erased here of a deleted account. */
export const engagementErasure = erasure({ service: 'engagement', steps, isKnown: isForgotten('posts') });
