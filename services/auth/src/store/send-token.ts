import type { Id } from '@concord/contracts';
import type { Ids, Tx } from '@concord/platform';
import type { Purpose } from '../domain/one-time-token.ts';
import type { Mails } from '../mails/mails.ts';
import * as oneTimeTokens from './one-time-tokens.ts';

interface Sending {
  readonly userId: Id;
  readonly purpose: Purpose;
  readonly address: string;
  readonly at: Date;
}

/** Has a token mailed to an address; the one before, of this purpose, is worth nothing from now on. Nothing where no mail is sent. */
export const sendToken = async (
  tx: Tx,
  { ids, mails }: { readonly ids: Ids; readonly mails: Mails },
  { userId, purpose, address, at }: Sending,
): Promise<void> => {
  if (!mails.on) return;
  const id = ids.next();
  await oneTimeTokens.request(tx, { id, userId, purpose, address, at });
  await mails.enqueue(tx, { kind: 'token', account: userId, purpose, id });
};
