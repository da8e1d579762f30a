import { z } from 'zod';
import { operation } from './operation.ts';
import { Id } from './types.ts';

/**
 * What every service offers for exports: the rows of one file (docs/privacy.md) that belong to an account, in pages. A row is JSON as the
 * archive has it. `next` is where to go on, null at the end.
 */
export const accountRows = <const I extends string, const S extends string>(id: I, service: S) =>
  operation({
    id,
    method: 'GET',
    path: `/internal/exports/${service}/{accountId}`,
    summary: 'What an account’s export has of this service',
    access: 'internal',
    params: z.strictObject({ accountId: Id }),
    query: z.strictObject({ file: z.string().max(64), after: z.string().max(1_000).optional() }),
    replies: {
      200: z.strictObject({
        rows: z.array(z.record(z.string(), z.unknown())),
        next: z.string().nullable(),
      }),
    },
    errors: [],
  });
