import type { Viewer } from '@concord/audience';
import type { Id, TargetType } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Target } from '../domain/target.ts';

/** What one account gave to these targets, oldest first; one query, by an index that holds all it needs but the order. */
export const ownReactions = async (
  reader: Reader,
  viewer: Viewer,
  targets: readonly Target[],
): Promise<(Target & { readonly type: string })[]> => {
  if (viewer === null || targets.length === 0) return [];
  const of = (type: TargetType): Id[] =>
    targets.filter(({ target_type }) => target_type === type).map(({ target_id }) => target_id);
  return reader('reactions')
    .select('target_type', 'target_id', 'type')
    .where({ user_id: viewer })
    .whereIn('counted', [0, 1])
    .where((either) =>
      either
        .where((posts) => posts.where({ target_type: 'post' }).whereIn('target_id', of('post')))
        .orWhere((comments) => comments.where({ target_type: 'comment' }).whereIn('target_id', of('comment'))),
    )
    .orderBy('type');
};
