import { headerNames, type Operation } from '@concord/contracts';
import type { CallOptions } from './api.ts';

/** A call's options as headers. */
export const headersOf = ({ idempotencyKey, ifMatch, ifNoneMatch, headers }: CallOptions): Record<string, string> => {
  const own = { [headerNames.idempotencyKey]: idempotencyKey, 'if-match': ifMatch, 'if-none-match': ifNoneMatch };
  const given = Object.entries(own).filter((one): one is [string, string] => one[1] !== undefined);
  return { ...Object.fromEntries(given), ...headers };
};

/** The options of a call with a key of its own where the operation takes one and the caller gave none. */
export const withKey = ({ keyed }: Operation, options: CallOptions): CallOptions =>
  keyed === true ? { idempotencyKey: randomKey(), ...options } : options;

/** 128 random bits. `crypto.randomUUID` is missing in pages that do not come over https. */
const randomKey = (): string =>
  [...globalThis.crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
