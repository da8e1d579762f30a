import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';

export const readFreshness = handler(
  contract.search.readFreshness,
  ({ canary }: Deps) =>
    () =>
      Promise.resolve(ok(canary.report())),
);
