import { createHmac, timingSafeEqual } from 'node:crypto';
import { NotificationType, type Id } from '@concord/contracts';

/** What a link in a mail ends: e-mail of one type, or all of it. */
export interface Unsubscription {
  readonly receiver: Id;
  /** Null: all e-mail. */
  readonly type: NotificationType | null;
}

/** Makes and opens the tokens by which somebody unsubscribes without logging in. They are good for as long as the secret is. */
export interface Unsubscriptions {
  seal(unsubscription: Unsubscription): string;
  /** Null for what nobody with the secret has made. */
  open(token: string): Unsubscription | null;
}

const tagLength = 16;
const payloadPattern = /^([1-9][0-9]{0,15}) ([a-z_]+|\*)$/;

export const unsubscriptions = (secret: string): Unsubscriptions => {
  const tagOf = (payload: Buffer) =>
    createHmac('sha256', secret)
      .update('unsubscription of notifications\n')
      .update(payload)
      .digest()
      .subarray(0, tagLength);
  return {
    seal: ({ receiver, type }) => {
      const payload = Buffer.from(`${receiver} ${type ?? '*'}`);
      return Buffer.concat([tagOf(payload), payload]).toString('base64url');
    },
    open: (token) => {
      const bytes = Buffer.from(token, 'base64url');
      const payload = bytes.subarray(tagLength);
      if (bytes.length <= tagLength || !timingSafeEqual(bytes.subarray(0, tagLength), tagOf(payload))) return null;
      const [, receiver, type] = payloadPattern.exec(payload.toString()) ?? [];
      const known = NotificationType.safeParse(type);
      if (receiver === undefined || (type !== '*' && !known.success)) return null;
      return { receiver: Number(receiver), type: known.success ? known.data : null };
    },
  };
};
