import { errors } from '@concord/contracts';
import type { Deps } from '../deps.ts';
import { fingerprint, type Asked } from '../domain/asked.ts';
import { HashtagPosition } from '../domain/position.ts';
import { tagBeginning } from '../query/beginning.ts';
import { hashtagView } from '../views/hashtag.ts';
import type { Sight } from '../viewer/visibility.ts';
import { countHashtags, type HashtagCount } from './count-hashtags.ts';
import { authorAsked } from './cards.ts';

/** More distinct hashtags than this are not listed or counted. */
const most = 10_000;

/** Hashtags that begin like this among the posts the viewer may see, with how many of them carry each. */
export const searchHashtags = async (deps: Deps, asked: Asked, sight: Sight) => {
  const after = deps.cursors.open('hashtags', asked.cursor, HashtagPosition);
  if (after && after.search !== fingerprint(asked)) throw errors.cursorInvalid('This cursor belongs to another search');
  const { tag, since, until, sort, limit } = asked;
  const beginning = tagBeginning(asked.q);
  const author = await authorAsked(deps.client, deps.indices.users, asked.from);
  if (beginning === null || author === null) return { total: 0, items: [], nextCursor: null };
  const filter = { author, tag, since, until };
  const all = await countHashtags(deps, { beginning, filter, sort, size: most }, sight);
  const rest = after ? all.filter((one) => comesAfter(one, after)) : all;
  const items = rest.slice(0, limit);
  const last = rest.length > limit ? items.at(-1) : undefined;
  return {
    total: all.length,
    items: items.map(hashtagView),
    nextCursor: last
      ? deps.cursors.seal('hashtags', { rank: last.rank, tag: last.tag, search: fingerprint(asked) })
      : null,
  };
};

const comesAfter = (one: HashtagCount, last: { readonly rank: number; readonly tag: string }): boolean =>
  one.rank < last.rank || (one.rank === last.rank && Buffer.compare(Buffer.from(one.tag), Buffer.from(last.tag)) > 0);
