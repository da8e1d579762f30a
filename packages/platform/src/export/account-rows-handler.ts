import type { accountRows } from '@concord/contracts';
import { handler, ok, type Handler } from '../http/handler.ts';
import type { Reader } from '../mysql/database.ts';
import { ownRows } from './own-rows.ts';

type AccountRows = ReturnType<typeof accountRows<string, string>>;

/** Answers what an export has of the rows in one service's database, as the manifest in the contracts lists them. */
export const accountRowsHandler = <O extends AccountRows>(
  operation: O,
  database: string,
): Handler<O, { readonly db: Reader }> =>
  // One operation is as good as another here: they differ in id and path only.
  handler(operation as AccountRows, ({ db }: { readonly db: Reader }) => async ({ params, query }) => {
    const { rows, next } = await ownRows(db, database, { ...query, accountId: params.accountId });
    return ok({ rows: [...rows], next });
  }) as unknown as Handler<O, { readonly db: Reader }>;
