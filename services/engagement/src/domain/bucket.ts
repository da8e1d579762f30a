import type { BucketSize } from '@concord/contracts';

export const hourMs = 3_600_000;

/** How long buckets are, in ms. Days are those of UTC, which all have 24 hours. */
export const lengthOf: Readonly<Record<BucketSize, number>> = { hour: hourMs, day: 24 * hourMs };

export const sizes = ['hour', 'day'] as const satisfies readonly BucketSize[];

/** When the bucket began that this moment is in. */
export const bucketAt = (size: BucketSize, time: Date): Date =>
  new Date(Math.floor(time.getTime() / lengthOf[size]) * lengthOf[size]);

/** How long buckets of hours are kept, in days; those of days are kept for ever. */
export const hoursKeptDays = 90;
