import { contract } from '@concord/contracts';
import { handler } from '@concord/platform';
import type { Deps } from '../deps.ts';

/** A new key must be published for longer than this before it signs. */
const headers = { 'cache-control': 'public, max-age=300' };

export const getKeys = handler(
  contract.auth.getKeys,
  ({ accessTokens }: Deps) =>
    () =>
      Promise.resolve({ status: 200 as const, body: { keys: [...accessTokens.published] }, headers }),
);
