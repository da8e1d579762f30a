import type { Env } from '@concord/platform';
import { eventually, mailServer, type ReceivedMail } from '@concord/testkit';
import { startAuth, type Auth } from './auth.ts';

/** Where this service's mails arrive. */
export interface Mailbox {
  readonly settings: { readonly CONCORD_SMTP_URL: string; readonly CONCORD_PUBLIC_URL: string };
  readonly received: readonly ReceivedMail[];
  /** All that somebody got, oldest first. */
  of(address: string): readonly ReceivedMail[];
  /** Waits for the next mail to somebody with that subject that was not asked for here before. */
  next(address: string, subject: string): Promise<ReceivedMail>;
  /** The token in the link of that mail. */
  token(address: string, subject: string): Promise<string>;
  stop(): Promise<void>;
}

export const subjects = {
  verify: 'Confirm your e-mail address',
  reset: 'Choose a new password',
  change: 'Confirm your new e-mail address',
} as const;

export const tokenIn = ({ mail }: ReceivedMail): string => {
  const token = /#token=([\w-]+)/.exec(mail.text ?? '')?.[1];
  if (token === undefined) throw new Error(`there is no link in: ${mail.text}`);
  return token;
};

export const mailbox = async (): Promise<Mailbox> => {
  const server = await mailServer();
  const seen = new Set<ReceivedMail>();
  const of = (address: string) => server.received.filter(({ to }) => to.includes(address));
  const next = async (address: string, subject: string) => {
    const unseen = () => of(address).find((one) => one.mail.subject === subject && !seen.has(one));
    await eventually(() => Promise.resolve(unseen() !== undefined));
    const found = unseen();
    if (found === undefined) throw new Error('the mail is gone');
    seen.add(found);
    return found;
  };
  return {
    ...{ of, next, received: server.received },
    settings: { CONCORD_SMTP_URL: server.url, CONCORD_PUBLIC_URL: 'https://community.example/' },
    token: async (address, subject) => tokenIn(await next(address, subject)),
    stop: () => server.stop(),
  };
};

/** The auth service alone, with the mailbox that its mails arrive in; it stops with the service. */
export const startAuthWithMail = async (own: Env = {}): Promise<readonly [Auth, Mailbox]> => {
  const box = await mailbox();
  const auth = await startAuth({ ...box.settings, ...own });
  const stop = async () => {
    await auth.stop();
    await box.stop();
  };
  return [{ ...auth, stop }, box];
};
