import { erasedAmong } from '@concord/community';
import type { Tx } from '@concord/platform';
import { isOwn, raisedBy, trendColumns, type Happening, type Raised } from '../domain/happening.ts';
import { byMark, mark } from './marks.ts';
import { raise, type Rise } from './raise.ts';
import { askForTagSums } from './tag-sums.ts';

/** What happened, and whether it was the first of its person, thing and day. */
export interface Marked extends Pick<Happening, 'kind' | 'at' | 'postId' | 'authorId'> {
  readonly isFirst: boolean;
}

/** Without what deleted accounts did or got, however late its event comes. */
const ofPresent = async (tx: Tx, happenings: readonly Happening[]): Promise<Happening[]> => {
  const erased = await erasedAmong(
    tx,
    happenings.flatMap(({ actorId, authorId }) => [actorId, authorId]),
  );
  return happenings.filter(({ actorId, authorId }) => !erased.has(actorId) && !erased.has(authorId));
};

/** Marks and counts what happened, in one transaction. Marks are taken before buckets, each in the order of its key. */
export const record = async (tx: Tx, happenings: readonly Happening[]): Promise<void> => {
  const marked: Marked[] = [];
  for (const happening of byMark(
    await ofPresent(
      tx,
      happenings.filter((one) => !isOwn(one)),
    ),
  ))
    marked.push({ ...happening, isFirst: await mark(tx, happening) });
  await count(tx, marked);
};

/**
 * Counts what is marked. Everybody raises the buckets of posts, then those of authors, and then asks for sums, so that nobody waits in a
 * circle.
 */
export const count = async (tx: Tx, all: readonly Marked[]): Promise<void> => {
  const counted = all.map((one) => ({ ...one, raised: raisedBy(one, one.isFirst) }));
  await raise(tx, 'post', counted.flatMap(ofPost));
  await raise(tx, 'author', counted.map(ofAuthor));
  await askForTagSums(
    tx,
    counted.filter(trends).map(({ at }) => at),
  );
};

interface Counted extends Marked {
  readonly raised: Raised;
}

const ofPost = ({ postId, at, raised }: Counted): Rise[] =>
  postId === null ? [] : [{ id: postId, at, columns: raised.post }];

const ofAuthor = ({ authorId, at, raised }: Counted): Rise => ({ id: authorId, at, columns: raised.author });

const trends = ({ raised }: Counted) => trendColumns.some((column) => raised.post.includes(column));
