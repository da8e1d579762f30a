import type { BucketSize, TrendingWindow } from '@concord/contracts';
import { bucketAt, hourMs } from './bucket.ts';
import type { TrendColumn } from './happening.ts';

/** How much one person weighs who did this to a post on a day: more, the more it takes. */
export const weights: Readonly<Record<TrendColumn, number>> = { reactions: 1, commenters: 2, sharers: 3 };

interface Shape {
  readonly hours: number;
  /** After so many hours, what happened weighs half. */
  readonly halfLife: number;
  /** The buckets that tell what is usual, of which hours are kept for 90 days. */
  readonly usual: BucketSize;
}

const shapes: Readonly<Record<TrendingWindow, Shape>> = {
  '1h': { hours: 1, halfLife: 1, usual: 'hour' },
  '24h': { hours: 24, halfLife: 6, usual: 'day' },
  '7d': { hours: 168, halfLife: 42, usual: 'day' },
};

/** How many windows before this one tell what is usual: four weeks of days, and every weekday in each. */
export const usualWindows = 28;

/** The hours that a window touches, and how its oldest one weighs. */
export interface Trend {
  readonly halfLife: number;
  /** The hour of now, the newest. */
  readonly newest: Date;
  readonly oldest: Date;
  /** How much of the oldest hour is within the window. */
  readonly oldestShare: number;
  /** The whole buckets before the window, `to` not included, that tell what is usual. */
  readonly usual: { readonly size: BucketSize; readonly from: Date; readonly to: Date };
}

export const trendAt = (window: TrendingWindow, now: Date): Trend => {
  const { hours, halfLife, usual } = shapes[window];
  const begins = new Date(now.getTime() - hours * hourMs);
  const oldest = bucketAt('hour', begins);
  const to = bucketAt(usual, begins);
  return {
    halfLife,
    newest: bucketAt('hour', now),
    oldest,
    oldestShare: 1 - (begins.getTime() - oldest.getTime()) / hourMs,
    usual: { size: usual, from: new Date(to.getTime() - usualWindows * hours * hourMs), to },
  };
};

/** How what happened in an hour weighs now. */
export const weighing = ({ halfLife, newest, oldest, oldestShare }: Trend, at: Date) => ({
  share: at.getTime() === oldest.getTime() ? oldestShare : 1,
  decay: 2 ** (-(newest.getTime() - at.getTime()) / hourMs / halfLife),
});
