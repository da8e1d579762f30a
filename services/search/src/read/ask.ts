import { errors } from '@concord/contracts';
import type { Elasticsearch } from '@concord/platform';

const requestTimeout = 5_000;

const outages = new Set(['ConnectionError', 'NoLivingConnectionsError', 'RequestAbortedError', 'TimeoutError']);

/** The HTTP status with which Elasticsearch refused; undefined when it did not answer. */
export const statusOf = (error: unknown): number | undefined =>
  (error as { meta?: { statusCode?: number } }).meta?.statusCode;

const isOutage = (error: unknown): boolean =>
  outages.has((error as Error).name) || (statusOf(error) !== undefined && statusOf(error) !== 400);

/** Throws `unavailable` where Elasticsearch cannot answer now. A request that it calls wrong is a fault of ours, and stays one. */
export const asking = async <T>(request: Promise<T>): Promise<T> => {
  try {
    return await request;
  } catch (cause) {
    if (!isOutage(cause)) throw cause;
    throw errors.unavailable('Search cannot be reached', { cause });
  }
};

/** One search, whole or not at all: an answer without some of its shards would make totals wrong. */
export const ask = <T>(client: Elasticsearch, request: Readonly<Record<string, unknown>>) =>
  client.search<T>({ allow_partial_search_results: false, ...request }, { requestTimeout });
