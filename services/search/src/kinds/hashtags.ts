import { errors } from '@concord/contracts';
import { fingerprint, type Asked } from '../domain/asked.ts';
import { Offset } from '../domain/position.ts';
import { mostHashtags } from '../query/hashtags.ts';
import { countHashtags } from '../read/count-hashtags.ts';
import type { Sight } from '../viewer/visibility.ts';
import type { Deps } from '../operations/deps.ts';

/** Hashtags with how many posts that the viewer may see carry them; the most used first. */
export const searchHashtags = async (deps: Deps, query: Asked, sight: Sight) => {
  const before = deps.cursors.open('hashtags', query.cursor, Offset);
  if (before && before.search !== fingerprint(query))
    throw errors.cursorInvalid('This cursor belongs to another search');
  const all = await countHashtags(deps.client, deps.indices.posts, query.q, sight, mostHashtags);
  const from = before?.shown ?? 0;
  const shown = from + query.limit;
  return {
    total: all.length,
    items: all.slice(from, shown).map((one) => ({ type: 'hashtag' as const, ...one })),
    nextCursor: all.length > shown ? deps.cursors.seal('hashtags', { shown, search: fingerprint(query) }) : null,
  };
};
