import { createHash } from 'node:crypto';
import type { contract, Decoded } from '@concord/contracts';

/** What a search asks for, decoded. */
export type Asked = Decoded<typeof contract.search.search>['query'];

/** The same for every page of one search, another for every other search: a cursor works only where it was made. */
export const fingerprint = ({ q, type, from, tag, since, until, sort }: Asked): string =>
  createHash('sha256')
    .update(JSON.stringify([q, type, from, tag, since, until, sort]))
    .digest('base64url')
    .slice(0, 16);
