import type { Operation } from '@concord/contracts';
import type { RatePolicy } from '@concord/platform';

/** The defaults, per key and window of 60 seconds; documented in the README and proven equal to it by a test. */
export const policies = {
  /** Ways to guess a password or to fill the user table, per address. */
  guarded: { name: 'guarded', points: 20, seconds: 60 },
  /** Everything without an account, per address. */
  anonymous: { name: 'anonymous', points: 300, seconds: 60 },
  /** Reads, per account. */
  read: { name: 'read', points: 600, seconds: 60 },
  /** Writes, per account. */
  write: { name: 'write', points: 120, seconds: 60 },
  /** Everything that carries the operator's credential. */
  operator: { name: 'operator', points: 1_000_000, seconds: 60 },
} as const satisfies Record<string, RatePolicy>;

export interface Caller {
  readonly operator: boolean;
  readonly account: number | null;
  readonly addressKey: string;
}

/** Which counter a request is counted by: one policy and one key. */
export const counted = (operation: Operation | null, caller: Caller): { policy: RatePolicy; key: string } => {
  if (caller.operator) return { policy: policies.operator, key: 'operator' };
  if (operation?.guarded) return { policy: policies.guarded, key: caller.addressKey };
  if (caller.account === null) return { policy: policies.anonymous, key: caller.addressKey };
  return { policy: operation?.method === 'GET' ? policies.read : policies.write, key: String(caller.account) };
};
