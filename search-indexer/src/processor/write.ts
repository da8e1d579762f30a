import type { Elasticsearch } from '@concord/platform';
import type { Action } from './action.ts';
import { classify, type ItemResult, type Outcome } from './classify.ts';

/** The whole request failed, so nothing is known of its items; they are sent again, which versions make harmless. */
const allBusy = (actions: readonly Action[], error: unknown): Outcome[] =>
  actions.map(() => ({ kind: 'busy', reason: error instanceof Error ? error.message : String(error) }));

const isRequestPoison = (error: unknown) => (error as { statusCode?: number }).statusCode === 413;

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
      filter_path: 'items.*.status,items.*.error',
    });
    return actions.map((_, position) => classify((items?.[position]?.index ?? {}) as ItemResult));
  } catch (error) {
    if (isRequestPoison(error) && actions.length > 1) return writeHalves(client, actions);
    return allBusy(actions, error);
  }
};

const writeHalves = async (client: Elasticsearch, actions: readonly Action[]): Promise<Outcome[]> => {
  const middle = Math.ceil(actions.length / 2);
  return [...(await write(client, actions.slice(0, middle))), ...(await write(client, actions.slice(middle)))];
};
