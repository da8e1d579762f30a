import type { Composed, Db, WaitingMail } from '@concord/platform';
import type { Clock } from '../domain/clock.ts';
import { newOneTimeToken, oneTimeHash } from '../domain/one-time-token.ts';
import * as oneTimeTokens from '../store/one-time-tokens.ts';
import * as users from '../store/users.ts';
import { isUnproved } from '../policy.ts';
import { addressTaken } from '../mails/address-taken.ts';
import { confirmNewAddress } from '../mails/confirm-new-address.ts';
import { Content } from '../mails/content.ts';
import { mailOf, type Letter, type Writing } from '../mails/letter.ts';
import { letterOfNotice } from '../mails/notices/letter-of-notice.ts';
import { resetPassword } from '../mails/reset-password.ts';
import { signUpKnown } from '../mails/sign-up-known.ts';
import { verifyAddress } from '../mails/verify-address.ts';

export interface MailDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** Where people open the community. */
  readonly publicUrl: string;
}

type Of<K extends Content['kind']> = Extract<Content, { kind: K }>;

const letters = { verify: verifyAddress, reset: resetPassword, change_email: confirmNewAddress } as const;

/** The token comes into being here; nobody but the reader of the mail ever has it. */
const withToken = async ({ db, clock }: MailDeps, { account, purpose, id }: Of<'token'>, writing: Writing) => {
  const token = newOneTimeToken();
  const making = { userId: account, purpose, id, hash: oneTimeHash(token), now: clock.now() };
  const to = await oneTimeTokens.make(db, making);
  return to === undefined ? null : { mail: mailOf(to, letters[purpose](writing, token)) };
};

const toOwner = (to: string | undefined, letter: Letter): Composed =>
  to === undefined ? null : { mail: mailOf(to, letter) };

const composed = async (deps: MailDeps, content: Content): Promise<Composed> => {
  const found = await users.byId(deps.db, content.account);
  const owner = found?.status === 'deleted' ? undefined : found;
  const writing = { username: owner?.username ?? 'you', publicUrl: deps.publicUrl };
  switch (content.kind) {
    case 'token':
      return owner === undefined ? null : withToken(deps, content, writing);
    case 'sign_up_known':
      return toOwner(owner?.email, signUpKnown(writing));
    case 'address_taken':
      return toOwner(owner?.email, addressTaken(writing));
    case 'notice': {
      const letter = letterOfNotice(content.notice, { ...writing, at: new Date(content.at) });
      const proved = owner === undefined || isUnproved(owner) ? undefined : owner.email;
      return toOwner(content.to ?? proved, letter);
    }
  }
};

/** Makes the mails, right before each attempt to send them. What cannot be read is dropped. */
export const composer =
  (deps: MailDeps) =>
  async (waiting: readonly WaitingMail[]): Promise<ReadonlyMap<number, Composed>> => {
    const made = new Map<number, Composed>();
    for (const { id, content } of waiting) {
      const read = Content.safeParse(content);
      made.set(id, read.success ? await composed(deps, read.data) : null);
    }
    return made;
  };
