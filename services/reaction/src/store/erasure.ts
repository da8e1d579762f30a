import { anonymisedRows, byOthers, erasure, isForgotten, type ErasureStep } from '@concord/community';
import { reactionCounts } from './reaction-counts.ts';
import { takeReactions } from './reactions.ts';

/** Reactions are taken back, those that count from the counts. */
const reactions: ErasureStep = {
  kind: 'reactions',
  erase: async (tx, account, limit) => {
    const gone = await takeReactions(tx, account, limit);
    await reactionCounts.addAll(
      tx,
      gone.map((row) => [row, -row.counted]),
    );
    return gone.length;
  },
};

const steps: readonly ErasureStep[] = [
  reactions,
  byOthers(anonymisedRows('reactions_received', 'reactions', 'target_author_id', { target_author_id: 0 })),
];

/** What is erased here of a deleted account. */
export const reactionErasure = erasure({ service: 'reaction', steps, isKnown: isForgotten('posts', 'comments') });
