import { erasedAmong } from '@concord/community';
import type { Tx } from '@concord/platform';
import { isOwn, isTrending, raisedBy, trendColumns, type Happening, type Raised } from '../domain/happening.ts';
import { byMark, mark } from './marks.ts';
import { raise, type Rise } from './raise.ts';
import { askForTagSums } from './tag-sums.ts';
import { inactive, withhold, type Doing } from './withheld.ts';

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

/**
 * Marks and counts what happened, in one transaction. People are held before marks are taken, and marks before buckets, each in the order of
 * its key. What somebody did who is not active is counted, and withheld from what trends.
 */
export const record = async (tx: Tx, happenings: readonly Happening[]): Promise<void> => {
  const others = byMark(
    await ofPresent(
      tx,
      happenings.filter((one) => !isOwn(one)),
    ),
  );
  const held = await inactive(tx, [...new Set(others.map(({ actorId }) => actorId))]);
  const marked: Marked[] = [];
  const withheld: Doing[] = [];
  for (const happening of others) {
    const { kind, actorId, subjectId: postId, at } = happening;
    const isWithheld = isTrending(kind) && held.has(actorId);
    const isFirst = await mark(tx, happening, isWithheld);
    marked.push({ ...happening, isFirst });
    if (isWithheld && isFirst) withheld.push({ kind, postId, at });
  }
  await withhold(tx, withheld);
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
