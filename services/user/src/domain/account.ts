import type { AccountStatus, Id } from '@concord/contracts';

/** What this service knows of an account of auth. */
export interface Account {
  readonly id: Id;
  readonly username: string;
  /** The one asked for at sign-up: it makes the profile and is never taken again. */
  readonly displayName: string;
  readonly status: AccountStatus;
  readonly version: number;
}
