import { errors, type BucketSize } from '@concord/contracts';
import { bucketAt, hoursKeptDays, lengthOf } from './bucket.ts';

/** Whole buckets, `to` not included. */
export interface Range {
  readonly size: BucketSize;
  readonly from: Date;
  readonly to: Date;
}

export interface Asked {
  readonly bucket: BucketSize;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

const unlessTold: Readonly<Record<BucketSize, number>> = { hour: 24, day: 30 };
const most: Readonly<Record<BucketSize, number>> = { hour: 31 * 24, day: 366 };

const later = (size: BucketSize, time: Date, buckets: number) => new Date(time.getTime() + buckets * lengthOf[size]);

const roundedUp = (size: BucketSize, time: Date): Date => {
  const begins = bucketAt(size, time);
  return begins < time ? later(size, begins, 1) : begins;
};

/** What is asked for, widened to whole buckets; throws `impossible` for more than is answered at once, and for hours that are forgotten. */
export const rangeOf = ({ bucket: size, from, to }: Asked, now: Date): Range => {
  const end = to === undefined ? later(size, bucketAt(size, now), 1) : roundedUp(size, to);
  const begin = from === undefined ? later(size, end, -unlessTold[size]) : bucketAt(size, from);
  if (begin >= end) throw errors.impossible('The range ends before it begins');
  if (begin < later(size, end, -most[size])) throw errors.impossible(`At most ${most[size]} ${size}s at once`);
  if (size === 'hour' && begin < later('day', bucketAt('hour', now), -hoursKeptDays))
    throw errors.impossible(`Hours are kept for ${hoursKeptDays} days: ask for days`);
  return { size, from: begin, to: end };
};

/** When each bucket of a range begins. */
export const beginningsIn = ({ size, from, to }: Range): Date[] =>
  Array.from({ length: (to.getTime() - from.getTime()) / lengthOf[size] }, (_, index) => later(size, from, index));
