import { eventually, type Person } from '@concord/testkit';
import { concord } from './command-line.ts';
import { setting } from './platform.ts';

interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

interface Mails {
  readonly mails: readonly { readonly number: number; readonly subject: string }[];
}

/** The newest mail with this subject to somebody, once it is there: its text. */
export const mailTo = async ({ username }: Pick<Person, 'username'>, subject: string): Promise<string> => {
  const to = ['--to', `${username}@example.org`, '--json'];
  const printed = async (...args: string[]): Promise<unknown> => JSON.parse((await concord('mail', ...args)).stdout);
  const found = async () => {
    const { mails } = (await printed(...to)) as Mails;
    const number = mails.find((mail) => mail.subject === subject)?.number;
    if (number === undefined) return null;
    // Numbers shift when a mail comes in between.
    const mail = (await printed(String(number), '--json')) as Mail;
    return mail.subject === subject && mail.to.includes(`${username}@example.org`) ? mail.text : null;
  };
  return eventually(found, { timeoutMs: 30_000, everyMs: 500 });
};

/** The link after a label on a line of its own. */
export const linkIn = (text: string, label: string): string => {
  const lines = text.split('\n');
  return lines[lines.indexOf(`${label}:`) + 1] ?? '';
};

export const tokenOf = (link: string): string => new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? '';

const pageOf = (link: string): string => setting('CONCORD_PUBLIC_URL') + new URL(link).pathname;

/** What a browser does with a link, and then with the form of its page. */
export const look = (link: string): Promise<Response> => fetch(pageOf(link));
export const follow = (link: string, more: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(pageOf(link), { method: 'POST', body: new URLSearchParams({ token: tokenOf(link), ...more }) });
