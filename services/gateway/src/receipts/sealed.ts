import { errors, headerNames, mostReceipts, sealedReceiptPattern } from '@concord/contracts';
import type { Context, Cursors, Next } from '@concord/platform';
import { z } from 'zod';
import type { GatewayState } from '../state.ts';

const malformed = () => {
  const detail = `must be values of Concord-Version, at most ${mostReceipts}`;
  return errors.invalid(undefined, { errors: [{ pointer: '/headers/concord-wait', detail }] });
};

/**
 * Receipts name rows, and to wait for one tells that it is there: so outside they are sealed for the account that wrote. What was not
 * sealed for who brings it back is not waited for. Throws `invalid` for what no gateway can have sealed.
 */
export const sealedReceipts =
  (seals: Cursors) =>
  async (context: Context & { state: GatewayState }, next: Next): Promise<void> => {
    const list = `receipts of ${context.state.identity.actor?.id ?? 'nobody'}`;
    const { headers } = context.req;
    const given = context.get(headerNames.wait);
    const opened = given === '' ? [] : openAll(seals, list, given.split(','));
    if (opened.length === 0) Reflect.deleteProperty(headers, headerNames.wait);
    else headers[headerNames.wait] = opened.join(', ');
    await next();
    // Koa types it as always there.
    const receipts = context.response.get(headerNames.version) as string | undefined;
    if (receipts !== undefined && receipts !== '')
      context.set(headerNames.version, sealAll(seals, list, receipts.split(',')));
  };

const sealAll = (seals: Cursors, list: string, receipts: readonly string[]): string =>
  receipts.map((receipt) => seals.seal(list, receipt.trim())).join(', ');

const openAll = (seals: Cursors, list: string, values: readonly string[]): string[] => {
  if (values.length > mostReceipts) throw malformed();
  return values.flatMap((value) => {
    if (!sealedReceiptPattern.test(value.trim())) throw malformed();
    try {
      return seals.open(list, value.trim(), z.string()) ?? [];
    } catch {
      return [];
    }
  });
};
