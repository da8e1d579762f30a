import type { Tx } from '@concord/platform';
import { isOwn, raisedBy, trendColumns, type Happening, type PostColumn } from '../domain/happening.ts';
import { byMark, mark } from './marks.ts';
import { raise, type Rise } from './raise.ts';
import { askForTagSums } from './tag-sums.ts';

interface Counted {
  readonly happening: Happening;
  readonly post: readonly PostColumn[];
  readonly author: readonly string[];
}

const trends = ({ post }: Counted) => trendColumns.some((column) => post.includes(column));

/**
 * Counts what happened, in the transaction that marks it. Everybody takes marks, the buckets of posts, those of authors and the hours
 * to be summed in this order, and each of them in the order of its key.
 */
export const record = async (tx: Tx, happenings: readonly Happening[]): Promise<void> => {
  const counted: Counted[] = [];
  for (const happening of byMark(happenings.filter((one) => !isOwn(one))))
    counted.push({ happening, ...raisedBy(happening, await mark(tx, happening)) });
  await raise(tx, 'post', counted.flatMap(ofPost));
  await raise(tx, 'author', counted.map(ofAuthor));
  await askForTagSums(
    tx,
    counted.filter(trends).map(({ happening }) => happening.at),
  );
};

const ofPost = ({ happening: { postId, at }, post }: Counted): Rise[] =>
  postId === null ? [] : [{ id: postId, at, columns: post }];

const ofAuthor = ({ happening: { authorId, at }, author }: Counted): Rise => ({ id: authorId, at, columns: author });
