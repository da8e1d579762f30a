import type { AccountStatus, Audience, Id } from '@concord/contracts';

/** What a service knows of a person: enough for a card and for who may see what they wrote. */
export interface Person {
  readonly id: Id;
  readonly username: string;
  readonly displayName: string;
  readonly avatarUrl: string | null;
  readonly status: AccountStatus;
  readonly profileVisibility: Audience;
  readonly version: number;
}

/** What stands beside everything a person wrote. */
export type Author = Pick<Person, 'id' | 'username' | 'displayName' | 'avatarUrl'>;

/** Somebody as a text mentions them. */
export type Mentioned = Pick<Person, 'id' | 'username'>;

/** The card as the API shows it. */
export const cardOf = ({ id, username, displayName, avatarUrl }: Author): Author => ({
  id,
  username,
  displayName,
  avatarUrl,
});
