import { errors } from '@concord/contracts';
import { fingerprint, type Asked } from '../domain/asked.ts';
import { Position } from '../domain/position.ts';
import { visiblePosts } from '../query/posts.ts';
import { parseWords } from '../query/words.ts';
import { accountNamed, cardsOf } from '../read/cards.ts';
import type { PostDocument } from '../read/documents.ts';
import { findPosts, stillVisible } from '../read/find-posts.ts';
import { release, type Found, type Hit } from '../read/point-in-time.ts';
import { cardView } from '../views/card.ts';
import type { Sight } from '../viewer/visibility.ts';
import type { Deps } from '../operations/deps.ts';

const nothing = { total: 0, items: [], nextCursor: null };

/** Later pages read what the index was at the first one; what the viewer may not see any more is left out of them. */
const stillAllowed = async (
  deps: Deps,
  { hits }: Found<PostDocument>,
  sight: Sight,
): Promise<readonly Hit<PostDocument>[]> => {
  const visible = await stillVisible(
    deps.client,
    deps.indices.posts,
    hits.map(({ source }) => source.id),
    visiblePosts(sight),
  );
  return hits.filter(({ source }) => visible.has(source.id));
};

const position = (deps: Deps, query: Asked): Position | undefined => {
  const opened = deps.cursors.open('search', query.cursor, Position);
  if (opened && opened.search !== fingerprint(query))
    throw errors.cursorInvalid('This cursor belongs to another search');
  return opened;
};

/** Posts by words, author, tag and time. */
export const searchPosts = async (deps: Deps, query: Asked, sight: Sight) => {
  const before = position(deps, query);
  const author = query.from === undefined ? undefined : await accountNamed(deps.client, deps.indices.users, query.from);
  if (author === null) return nothing;
  const clock = before?.clock ?? deps.now();
  const found = await findPosts(
    deps.client,
    deps.indices.posts,
    {
      words: parseWords(query.q),
      filter: { author, tag: query.tag, since: query.since, until: query.until },
      sort: query.sort,
      limit: query.limit,
      clock,
      pit: before?.pit,
      after: before?.after,
    },
    sight,
  );
  const hits = before ? await stillAllowed(deps, found, sight) : found.hits;
  const cards = await cardsOf(
    deps.client,
    deps.indices.users,
    hits.map(({ source }) => source.author_id),
  );
  const last = found.hits.length === query.limit && found.total > query.limit ? found.hits.at(-1) : undefined;
  if (!last) release(deps.client, found.pit);
  return {
    total: found.total,
    items: hits.map(({ source, highlight }) => ({
      type: 'post' as const,
      id: source.id,
      author: cardView(source.author_id, cards.get(source.author_id)),
      content: source.text,
      highlights: [...(highlight['text'] ?? [])],
      audience: source.audience,
      tags: [...source.tags],
      createdAt: new Date(source.created_at),
    })),
    nextCursor: last
      ? deps.cursors.seal('search', { pit: found.pit, clock, after: last.sort, search: fingerprint(query) })
      : null,
  };
};
