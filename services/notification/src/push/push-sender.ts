import { createHash } from 'node:crypto';
import { outside, type OutsideOptions } from '@concord/platform';
import webPush from 'web-push';

/** The key pair by which push services know this deployment (VAPID, RFC 8292). */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
  /** Whom a push service turns to: `mailto:` or `https:`. */
  readonly subject: string;
}

/** Where a push goes, and the keys that only this browser can read it with. */
export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/**
 * What came of a push. `gone`: the push service does not know the device any more; `refused`: it will never take this; `later`: it did not
 * take it now.
 */
export type PushOutcome =
  | { readonly kind: 'sent' | 'gone' | 'refused'; readonly status: number }
  | { readonly kind: 'later'; readonly status: number; readonly retryAfterMs: number | null };

export interface PushSender {
  readonly publicKey: string;
  /** Whether an endpoint may be called, as far as can be told now. */
  mayCall(endpoint: string): boolean;
  /** Of pushes of one topic to one device, a push service that holds several delivers the newest. Never throws. */
  send(target: PushTarget, topic: string, payload: object): Promise<PushOutcome>;
  close(): Promise<void>;
}

/** How long a push service keeps what it cannot deliver. */
const keptSeconds = 24 * 3_600;
const second = 1_000;
const longestWaitMs = 3_600 * second;

/** A name of at most 32 characters of base64url (RFC 8030 section 5.4) for any text. */
const topicOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 32);

/** `Retry-After` in ms (RFC 9110 section 10.2.3), at most an hour. */
export const retryAfterMs = (header: string | null, now: number): number | null => {
  if (header === null) return null;
  const wait = /^\d{1,9}$/.test(header) ? Number(header) * second : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longestWaitMs);
};

/** What a push service's answer means (RFC 8030 section 5, and what services do: 404 and 410 for a subscription that has ended). */
export const outcomeOf = (status: number, retryAfter: string | null, now: number): PushOutcome => {
  if (status >= 200 && status < 300) return { kind: 'sent', status };
  if (status === 404 || status === 410) return { kind: 'gone', status };
  if (status === 429 || status >= 500) return { kind: 'later', status, retryAfterMs: retryAfterMs(retryAfter, now) };
  return { kind: 'refused', status };
};

/** Sends Web Push messages, encrypted for the browser (RFC 8291), to where strangers said, through the guard of the platform. */
export const pushSender = (keys: VapidKeys, options: OutsideOptions): PushSender => {
  const guard = outside(options);
  const requestFor = ({ endpoint, p256dh, auth }: PushTarget, topic: string, payload: object) => {
    try {
      return webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(payload), {
        ...{ vapidDetails: keys, TTL: keptSeconds, urgency: 'normal', topic: topicOf(topic) },
        contentEncoding: 'aes128gcm',
      });
    } catch {
      return null;
    }
  };
  return {
    publicKey: keys.publicKey,
    mayCall: guard.mayCall,
    send: async (target, topic, payload) => {
      const request = requestFor(target, topic, payload);
      // Keys that nothing can be encrypted with: no browser has made them.
      if (request === null) return { kind: 'gone', status: 0 };
      const headers = Object.fromEntries(
        Object.entries(request.headers as Record<string, unknown>).map(([name, value]) => [name, String(value)]),
      );
      try {
        const { status, retryAfter } = await guard.post(request.endpoint, headers, request.body ?? Buffer.alloc(0));
        return outcomeOf(status, retryAfter, Date.now());
      } catch (error) {
        const forbidden = (error as { code?: unknown }).code === 'NOT_OUTSIDE';
        return forbidden ? { kind: 'gone', status: 0 } : { kind: 'later', status: 0, retryAfterMs: null };
      }
    },
    close: guard.close,
  };
};
