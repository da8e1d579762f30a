import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { rangeOf } from '../domain/range.ts';
import { seriesOf } from '../read/series.ts';
import { myEngagementView } from '../views/engagement-view.ts';

export const getMyEngagement = handler(
  contract.engagement.getMyEngagement,
  ({ db, clock }: Deps) =>
    async ({ actor, query }) => {
      const range = rangeOf(query, clock.now());
      return ok(myEngagementView(range, await seriesOf(db, 'author', actor.id, range)));
    },
);
