import { only, visibleTo } from '@concord/audience';
import { tables } from '@concord/community';
import type { Reader, Tx } from '@concord/platform';
import { bucketAt, lengthOf } from '../domain/bucket.ts';
import { trendColumns } from '../domain/happening.ts';

/** Asks for the tags' buckets of these hours to be summed once the hours are over. */
export const askForTagSums = async (tx: Tx, times: readonly Date[]): Promise<void> => {
  const hours = [...new Set(times.map((time) => bucketAt('hour', time).getTime()))].toSorted((a, b) => a - b);
  if (hours.length === 0) return;
  await tx.raw(
    `INSERT IGNORE INTO tag_sums_due (at) VALUES ${hours.map(() => '(?)').join(', ')}`,
    hours.map((hour) => new Date(hour)),
  );
};

/** Hours that are over and wait to be summed, the oldest first. */
export const dueTagSums = (reader: Reader, now: Date): Promise<Date[]> =>
  reader('tag_sums_due').where('at', '<', bucketAt('hour', now)).orderBy('at').limit(100).pluck<Date[]>('at');

const columns = ['size', 'at', 'tag', ...trendColumns];
const target = (tx: Tx) => tx.raw(`?? (${columns.map(() => '??').join(', ')})`, ['tag_buckets', ...columns]);
const sums = (tx: Tx, alias: string) => trendColumns.map((column) => tx.raw('SUM(??)', [`${alias}.${column}`]));

/**
 * Sums an hour of all posts that anyone may see by their tags, and its day once more. Whoever counts something in that hour meanwhile waits, and
 * asks for another sum.
 */
export const sumTags = async (tx: Tx, hour: Date): Promise<void> => {
  if ((await tx('tag_sums_due').where({ at: hour }).delete()) === 0) return;
  await tx('tag_buckets').where({ size: 'hour', at: hour }).delete();
  await tx(target(tx)).insert(
    tx('post_buckets as b')
      .join('posts as p', 'p.id', 'b.post_id')
      .modify(only(visibleTo(null, { ...tables, item: { author: 'p.user_id', audience: 'p.audience' } })))
      .join('post_tags as t', 't.post_id', 'b.post_id')
      .where({ 'b.size': 'hour', 'b.at': hour, 'p.deleted': 0 })
      .groupBy('t.tag')
      .select(tx.raw('?, ?, ??', ['hour', hour, 't.tag']), ...sums(tx, 'b')),
  );
  await sumDay(tx, bucketAt('day', hour));
};

const sumDay = async (tx: Tx, day: Date): Promise<void> => {
  await tx('tag_buckets').where({ size: 'day', at: day }).delete();
  await tx(target(tx)).insert(
    tx('tag_buckets as b')
      .where({ 'b.size': 'hour' })
      .where('b.at', '>=', day)
      .where('b.at', '<', new Date(day.getTime() + lengthOf.day))
      .groupBy('b.tag')
      .select(tx.raw('?, ?, ??', ['day', day, 'b.tag']), ...sums(tx, 'b')),
  );
};
