import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { aComment, aPost } from '../domain/target.ts';
import { ownReactions } from '../read/own-reactions.ts';
import { reactionCounts } from '../store/reaction-counts.ts';
import { summaryView } from '../views/summary-view.ts';

export const summarizeReactions = handler(
  contract.reaction.summarizeReactions,
  ({ db, types }: Deps) =>
    async ({ body }) => {
      const [posts, comments] = [body.posts.map(aPost), body.comments.map(aComment)];
      const targets = [...posts, ...comments];
      const keys = targets.flatMap((target) => types.map((type) => ({ ...target, type })));
      const [counts, own] = await Promise.all([reactionCounts.of(db, keys), ownReactions(db, body.viewer, targets)]);
      return ok({ posts: summaryView(posts, { counts, own }), comments: summaryView(comments, { counts, own }) });
    },
);
