import * as operations from './search.ts';

/** The search service: reads Elasticsearch and nothing else. */
export const search = {
  suggest: operations.suggest,
  search: operations.search,
  readFreshness: operations.readFreshness,
} as const;
