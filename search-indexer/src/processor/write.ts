import type { Elasticsearch } from '@concord/platform';
import type { Action } from './action.ts';
import { classify, type ItemResult, type Outcome } from './classify.ts';

const tooLarge = (error: unknown) => (error as { statusCode?: number }).statusCode === 413;

/** The whole request failed, so nothing is known of its items: they are sent again, which versions make harmless. */
const allBusy = (actions: readonly Action[], error: unknown): Outcome[] =>
  actions.map(() => ({ kind: 'busy', reason: error instanceof Error ? error.message : String(error) }));

/** A request that is too large is sent in halves; a document that is too large by itself never gets in. */
const inHalves = async (client: Elasticsearch, actions: readonly Action[]): Promise<Outcome[]> => {
  if (actions.length === 1) return [{ kind: 'poison', reason: 'the document is larger than a request may be' }];
  const middle = Math.ceil(actions.length / 2);
  return [...(await write(client, actions.slice(0, middle))), ...(await write(client, actions.slice(middle)))];
};

/**
 * Writes documents in one bulk request with the rows' own versions (`external_gte`); one outcome per action, in order.
 * Never throws: a cluster that is away makes every item busy.
 */
export const write = async (client: Elasticsearch, actions: readonly Action[]): Promise<Outcome[]> => {
  if (actions.length === 0) return [];
  const operations = actions.flatMap(({ index, id, version, source }) => [
    { index: { _index: index, _id: id, version, version_type: 'external_gte' as const } },
    source,
  ]);
  try {
    const { items } = await client.bulk({
      operations,
      require_alias: true,
      filter_path: 'items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.type',
    });
    return actions.map((_, position) => classify((items?.[position]?.index ?? {}) as ItemResult));
  } catch (error) {
    return tooLarge(error) ? inHalves(client, actions) : allBusy(actions, error);
  }
};
