import { visiblePost } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { rangeOf } from '../domain/range.ts';
import { mayMeasure } from '../policy.ts';
import { seriesOf } from '../read/series.ts';
import { postEngagementView } from '../views/engagement-view.ts';

export const getPostEngagement = handler(
  contract.engagement.getPostEngagement,
  (deps: Deps) =>
    async ({ actor, params, query }) => {
      const { post } = await visiblePost(deps, actor.id, params.id);
      mayMeasure(actor, post);
      const range = rangeOf(query, deps.clock.now());
      return ok(postEngagementView(range, await seriesOf(deps.db, 'post', post.id, range)));
    },
);
