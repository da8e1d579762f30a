import { errors } from '@concord/contracts';
import type { Elasticsearch } from '@concord/platform';

const keepAlive = '2m';

const status = (error: unknown) => (error as { meta?: { statusCode?: number } }).meta?.statusCode;

export interface Ask {
  readonly index: string;
  /** The point in time of the page before; a new one without. */
  readonly pit?: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One hit of Elasticsearch, as far as we read it. */
export interface Hit<T> {
  readonly source: T;
  readonly sort: readonly (number | string | null)[];
  readonly highlight: Readonly<Record<string, readonly string[]>>;
}
export interface Found<T> {
  readonly pit: string;
  readonly total: number;
  readonly hits: readonly Hit<T>[];
}

/** A search over one point in time, so that pages belong together. Throws `cursor_expired` when that is gone, `unavailable` when Elasticsearch is. */
export const searchPointInTime = async <T>(client: Elasticsearch, { index, pit, body }: Ask): Promise<Found<T>> => {
  try {
    const id = pit ?? (await client.openPointInTime({ index, keep_alive: keepAlive })).id;
    const answer = await client.search<T>(
      { pit: { id, keep_alive: keepAlive }, track_total_hits: true, ...body },
      { requestTimeout: 5_000 },
    );
    const total = answer.hits.total;
    return {
      pit: answer.pit_id ?? id,
      total: typeof total === 'number' ? total : (total?.value ?? 0),
      hits: answer.hits.hits.flatMap(({ _source, sort, highlight }) =>
        _source ? [{ source: _source, sort: (sort ?? []) as Hit<T>['sort'], highlight: highlight ?? {} }] : [],
      ),
    };
  } catch (cause) {
    if (pit !== undefined && (status(cause) === 404 || status(cause) === 400))
      throw errors.cursorExpired(undefined, { cause });
    throw errors.unavailable('Search cannot be reached', { cause });
  }
};

/** Lets a point in time go that no further page will read; one that is not let go ends by itself. */
export const release = (client: Elasticsearch, pit: string): void => {
  client.closePointInTime({ id: pit }).catch(() => undefined);
};
