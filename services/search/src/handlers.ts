export { readFreshness } from './operations/read-freshness.ts';
export { search } from './operations/search.ts';
export { suggest } from './operations/suggest.ts';
