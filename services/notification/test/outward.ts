import { createECDH, randomBytes } from 'node:crypto';
import { errors, events, type Id } from '@concord/contracts';
import { mailQueue, smtpTransport, type MailQueue } from '@concord/platform';
import type { MailServer } from '@concord/testkit';
import { composer } from '../src/jobs/mail.ts';
import { notificationAlone, type AloneWith } from './alone.ts';

type Here = Awaited<ReturnType<typeof notificationAlone>>;

/** Auth as this service meets it: everybody has an address, unless told. */
export interface Addresses {
  readonly none: Set<Id>;
  answers: boolean;
  asked: number;
}

/** The service with its mails, on a clock that the test moves. */
export interface Mailing {
  readonly here: Here;
  readonly addresses: Addresses;
  now: Date;
  mails: MailQueue;
  /** Another process with the same queue. */
  another(): MailQueue;
  later(milliseconds: number): void;
  like(actor: Id, receiver: Id, postId?: Id, eventId?: string): Promise<void>;
  stop(): Promise<void>;
}

export const mailing = async (server: () => MailServer, own: AloneWith = {}): Promise<Mailing> => {
  const here = await notificationAlone({ outward: { mailAfterMs: 120_000, push: false }, ...own });
  const addresses: Addresses = { none: new Set(), answers: true, asked: 0 };
  const closing: (() => void)[] = [];
  const another = () => {
    const transport = smtpTransport({ url: server().url, from: { name: 'Concord', address: 'concord@here.example' } });
    closing.push(transport.close);
    return mailQueue({
      ...{ name: 'test', db: here.db, clock, transport, jitter: () => 1 },
      compose: composer({
        ...{ ...here.deps, clock, publicUrl: 'https://here.example' },
        auth: {
          addresses: (accounts) => {
            addresses.asked += 1;
            if (!addresses.answers) return Promise.reject(errors.unavailable());
            const known = accounts.filter((id) => !addresses.none.has(id));
            return Promise.resolve(new Map(known.map((id) => [id, `person_${id}@example.org`])));
          },
        },
      }),
    });
  };
  const clock = { now: () => mailed.now };
  const mailed: Mailing = {
    ...{ here, addresses, now: new Date(), another },
    mails: another(),
    later: (milliseconds) => {
      mailed.now = new Date(mailed.now.getTime() + milliseconds);
    },
    like: (actorId, targetAuthorId, postId = 100, eventId) =>
      here.happen(
        events.reactionAdded,
        {
          ...{ reactionId: 1, targetType: 'post', targetId: postId, reactionType: 'like', postId },
          ...{ targetAuthorId, actorId, version: 1 },
        } as never,
        eventId,
      ),
    stop: async () => {
      for (const close of closing) close();
      await here.stop();
    },
  };
  return mailed;
};

/** A browser's own keys for Web Push, and how it reads what it is sent (RFC 8291, RFC 8188). */
export const aBrowser = () => {
  const ecdh = createECDH('prime256v1');
  const publicKey = ecdh.generateKeys();
  const auth = randomBytes(16);
  return {
    keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    ecdh,
    publicKey,
    auth,
  };
};
export type Browser = ReturnType<typeof aBrowser>;
