import type { AccountStatus, Audience, Id } from '@concord/contracts';

/** What this service knows of a person: enough for a card and for who may see what they wrote. */
export interface Person {
  readonly id: Id;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
  readonly status: AccountStatus;
  readonly profileVisibility: Audience;
  readonly version: number;
}

/** Somebody as a post mentions them. */
export type Mentioned = Pick<Person, 'id' | 'username'>;
