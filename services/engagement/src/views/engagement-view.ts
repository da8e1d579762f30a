import type { MyEngagement, PostEngagement } from '@concord/contracts';
import type { z } from 'zod';
import type { Range } from '../domain/range.ts';
import type { Series } from '../read/series.ts';

const head = ({ size, from, to }: Range) => ({ bucket: size, from, to });

/** A post's buckets as the API shows them. */
export const postEngagementView = (
  range: Range,
  { totals, series }: Series<'post'>,
): z.output<typeof PostEngagement> => ({
  ...head(range),
  totals,
  series,
});

const named = <C extends { readonly followers: number }>({ followers, ...counts }: C) => ({
  ...counts,
  newFollowers: followers,
});

/** An author's buckets as the API shows them. */
export const myEngagementView = (
  range: Range,
  { totals, series }: Series<'author'>,
): z.output<typeof MyEngagement> => ({
  ...head(range),
  totals: named(totals),
  series: series.map(named),
});
