import { errors } from '@concord/contracts';
import type { Elasticsearch } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { fingerprint, type Asked } from '../domain/asked.ts';
import { longestSearchMs, Position } from '../domain/position.ts';
import { bool, type Clause } from '../query/clause.ts';
import { ask, asking, statusOf } from './ask.ts';

/** How long Elasticsearch keeps what the index was, counted from each page on. */
const keepAlive = '1m';

/** One hit, as far as we read it. */
export interface Hit<T> {
  readonly source: T;
  readonly highlight: readonly string[];
  /** The names of the clauses that matched. */
  readonly matched: readonly string[];
}

export interface Page<T> {
  readonly total: number;
  readonly hits: readonly Hit<T>[];
  readonly nextCursor: string | null;
}

/** A search that is read by pages. */
export interface Paged {
  readonly index: string;
  readonly fields: readonly string[];
  /** What the viewer may see, alone: later pages ask it again. */
  readonly visible: Clause;
  /** Query, sort and highlight; scores are made with `clock`, which stays the same for all pages. */
  body(clock: number): Readonly<Record<string, unknown>>;
}

interface Document {
  readonly id: number;
  readonly text?: string;
}

/** Where the page before ended. Throws when this search did not make the cursor, or too long ago. */
const positionOf = ({ cursors, now }: Deps, asked: Asked): Position | undefined => {
  const position = cursors.open('search', asked.cursor, Position);
  if (position === undefined) return undefined;
  if (position.search !== fingerprint(asked)) throw errors.cursorInvalid('This cursor belongs to another search');
  if (now() - position.clock > longestSearchMs) throw errors.cursorExpired();
  return position;
};

const openPointInTime = async (client: Elasticsearch, index: string): Promise<string> =>
  (await asking(client.openPointInTime({ index, keep_alive: keepAlive, allow_partial_search_results: false }))).id;

/** Lets a point in time go that no further page will read; one that is not let go ends by itself. */
const release = (client: Elasticsearch, id: string): void => {
  client.closePointInTime({ id }).catch(() => undefined);
};

const searchAt = async <T>(client: Elasticsearch, id: string, body: Readonly<Record<string, unknown>>) => {
  try {
    return await asking(ask<T>(client, { pit: { id, keep_alive: keepAlive }, track_total_hits: true, ...body }));
  } catch (error) {
    if (statusOf((error as Error).cause) === 404) throw errors.cursorExpired(undefined, { cause: error });
    throw error;
  }
};

/** The hits as they are now, without those that the viewer may not see any more; a changed text has lost its marks. */
const asTheyAre = async <T extends Document>(
  client: Elasticsearch,
  { index, fields, visible }: Paged,
  hits: readonly Hit<T>[],
): Promise<Hit<T>[]> => {
  if (hits.length === 0) return [];
  const query = bool({ filter: [{ terms: { id: hits.map(({ source }) => source.id) } }, visible] });
  const answer = await asking(
    ask<T>(client, { index, query, size: hits.length, _source: fields, track_total_hits: false }),
  );
  const now = new Map(answer.hits.hits.flatMap((hit) => (hit._source ? [[hit._source.id, hit]] : [])));
  return hits.flatMap(({ source, highlight }) => {
    const hit = now.get(source.id);
    if (!hit?._source) return [];
    const marks = hit._source.text === source.text ? highlight : [];
    return [{ source: hit._source, highlight: marks, matched: namesOf(hit.matched_queries) }];
  });
};

const namesOf = (matched: readonly string[] | Readonly<Record<string, number>> | undefined): readonly string[] =>
  Array.isArray(matched) ? (matched as string[]) : Object.keys(matched ?? {});

/**
 * One page. All pages of a search read the index as it was at the first one, so that they belong together; what was hidden,
 * deleted or edited since is hidden, left out or shown as it is now.
 */
export const readPage = async <T extends Document>(deps: Deps, asked: Asked, paged: Paged): Promise<Page<T>> => {
  const { client, cursors, now } = deps;
  const before = positionOf(deps, asked);
  const clock = before?.clock ?? now();
  const pit = before?.pit ?? (await openPointInTime(client, paged.index));
  const answer = await searchAt<T>(client, pit, {
    ...paged.body(clock),
    _source: paged.fields,
    size: asked.limit + 1,
    ...(before && { search_after: before.after }),
  });
  const raw = answer.hits.hits.slice(0, asked.limit);
  const hits = raw.flatMap(({ _source, highlight, matched_queries }): Hit<T>[] =>
    _source ? [{ source: _source, highlight: highlight?.['text'] ?? [], matched: namesOf(matched_queries) }] : [],
  );
  const after = answer.hits.hits.length > asked.limit ? raw.at(-1)?.sort : undefined;
  const stays = answer.pit_id ?? pit;
  if (after === undefined) release(client, stays);
  const { total = 0 } = answer.hits;
  return {
    total: typeof total === 'number' ? total : total.value,
    hits: before ? await asTheyAre(client, paged, hits) : hits,
    nextCursor: after ? cursors.seal('search', { pit: stays, clock, after, search: fingerprint(asked) }) : null,
  };
};
