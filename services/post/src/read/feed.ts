import { inFeed, pagesVisibleTo, visibleTo, type Sql } from '@concord/audience';
import { newestId, tables } from '@concord/community';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Authored } from '../domain/authored.ts';
import { authoredColumns, authoredOf, type AuthoredRow } from './authored-rows.ts';

export interface Slice {
  /** Only older ones than this. */
  readonly before: Id | undefined;
  readonly limit: number;
}

/** How many of the newest posts the first attempt looks through for each one wanted: worth it where one in 25 is in the feed. */
const windowPerPost = 25;

/**
 * The viewer's own posts and those of people whom they follow or befriended and have not muted, newest first.
 *
 * Two attempts, each exact. Who follows busy people finds a page among the newest posts of all; who does not pays one look into the index
 * for each followee. Neither reads more than it must where the other would scan (docs/decisions/feed-query.md has the figures).
 */
export const feed = async (reader: Reader, viewer: Id, slice: Slice): Promise<Authored[]> => {
  const recent = await run(reader, amongNewest(viewer, slice));
  const rows = recent.length >= slice.limit ? recent : await run(reader, perFollowee(viewer, slice));
  return rows.map(authoredOf);
};

export interface Query {
  readonly sql: string;
  readonly bindings: readonly number[];
}

const run = async (reader: Reader, { sql, bindings }: Query): Promise<AuthoredRow[]> => {
  const [rows] = (await reader.raw(sql, [...bindings])) as [AuthoredRow[]];
  return rows;
};

const published = 'p.deleted_at IS NULL AND p.is_published = 1';
const item = { author: 'p.user_id', audience: 'p.audience' };

/** Looks through the newest posts of everybody. Complete when it gives as many as asked for. */
export const amongNewest = (viewer: Id, { before, limit }: Slice): Query => {
  const visible = visibleTo(viewer, { ...tables, item: { author: 'w.user_id', audience: 'w.audience' } });
  return joined(
    [`SELECT STRAIGHT_JOIN ${authoredColumns}`],
    [
      `FROM (SELECT p.id, p.user_id, p.audience FROM posts AS p FORCE INDEX (PRIMARY) WHERE p.id < ? AND ${published} ORDER BY p.id DESC LIMIT ?) AS w`,
      before ?? newestId,
      limit * windowPerPost,
    ],
    visible.join,
    ['JOIN posts AS p ON p.id = w.id'],
    ['WHERE (w.user_id = ? OR', viewer],
    inFeed(),
    [') AND'],
    visible.where,
    ['ORDER BY w.id DESC LIMIT ?', limit],
  );
};

/**
 * Looks up each followee's newest post, keeps as many authors as posts are asked for (the newest n posts are by at most n authors, namely
 * those of the n newest "newest posts"), and merges theirs with the viewer's own.
 */
export const perFollowee = (viewer: Id, { before, limit }: Slice): Query => {
  const from = before ?? newestId;
  return joined(
    [
      'WITH newest AS (SELECT r.author_id FROM relations AS r FORCE INDEX (relations_feed) JOIN people AS a ON a.id = r.author_id',
    ],
    newestOf('r.author_id', viewer, from, 1),
    // The row constructor says to the optimizer which parts of the index hold ties; inFeed decides.
    ['WHERE (r.viewer_id, r.follows, r.friend) IN ((?, 1, 0), (?, 1, 1), (?, 0, 1)) AND', viewer, viewer, viewer],
    inFeed(),
    ['AND'],
    pagesVisibleTo(viewer, { ...tables, person: 'r.author_id' }).where,
    ['ORDER BY n.id DESC LIMIT ?), page AS (SELECT n.id FROM', limit],
    ['(SELECT author_id FROM newest UNION ALL SELECT ?) AS w', viewer],
    ['LEFT JOIN people AS a ON a.id = w.author_id'],
    ['LEFT JOIN relations AS r ON r.viewer_id = ? AND r.author_id = w.author_id', viewer],
    newestOf('w.author_id', viewer, from, limit),
    ['ORDER BY n.id DESC LIMIT ?)', limit],
    [`SELECT ${authoredColumns} FROM page JOIN posts AS p ON p.id = page.id LEFT JOIN people AS a ON a.id = p.user_id`],
    ['ORDER BY page.id DESC'],
  );
};

/**
 * The newest posts `n` of one author that the viewer may read. MySQL 9.7 reads the index backwards and stops at the limit only if the
 * whole prefix is named in the order; by `p.id DESC` alone it sorts all posts of the author.
 */
const newestOf = (author: string, viewer: Id, before: Id, limit: number): Sql =>
  sqlOf(
    joined(
      [`JOIN LATERAL (SELECT p.id FROM posts AS p FORCE INDEX (posts_by_author) WHERE p.user_id = ${author}`],
      [`AND ${published} AND p.id < ? AND`, before],
      visibleTo(viewer, { ...tables, item }).where,
      ['ORDER BY p.user_id DESC, p.deleted_at DESC, p.id DESC LIMIT ?) AS n ON TRUE', limit],
    ),
  );

type Piece = Sql | readonly [string, ...number[]];

const joined = (...pieces: readonly Piece[]): Query => {
  const all = pieces.map((piece) => ('sql' in piece ? piece : { sql: piece[0], bindings: piece.slice(1) as number[] }));
  return { sql: all.map(({ sql }) => sql).join('\n'), bindings: all.flatMap(({ bindings }) => bindings) };
};

const sqlOf = ({ sql, bindings }: Query): Sql => ({ sql, bindings: [...bindings] });
