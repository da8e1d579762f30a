import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

/** A mail that the sink has taken. */
export interface KeptMail {
  /** 1 is the newest. */
  readonly number: number;
  readonly at: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** The mail as it came. */
  readonly file: string;
}

/** A mail with all that a reader's program would show. */
export interface WholeMail extends KeptMail {
  readonly from: string;
  readonly text: string;
  readonly html: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const mostKept = 1_000;
const ending = '.eml';

/** The mails' files, the newest first: their names begin with the time at which they came. */
const files = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .sort()
        .reverse()
    : [];

const timeIn = (name: string): string =>
  name.replace(/^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z).*$/, '$1:$2:$3.$4');

/** Keeps a mail as it came, after a line for each recipient of its envelope; the oldest are forgotten beyond 1,000. */
export const keepMail = (folder: string, at: Date, recipients: readonly string[], bytes: Buffer): void => {
  mkdirSync(folder, { recursive: true });
  const name = `${at.toISOString().replaceAll(/[:.]/g, '-')}-${randomBytes(3).toString('hex')}${ending}`;
  const delivered = recipients.map((recipient) => `Delivered-To: ${recipient}\r\n`).join('');
  const temporary = join(folder, `${name}.new`);
  writeFileSync(temporary, Buffer.concat([Buffer.from(delivered), bytes]), { mode: 0o600 });
  renameSync(temporary, join(folder, name));
  for (const old of files(folder).slice(mostKept)) rmSync(join(folder, old), { force: true });
};

const parsed = async (folder: string, name: string, number: number): Promise<WholeMail> => {
  const file = join(folder, name);
  const mail = await PostalMime.parse(readFileSync(file));
  const to = mail.headers.filter(({ key }) => key === 'delivered-to').map(({ value }) => value);
  return {
    ...{ number, at: timeIn(name), to, subject: mail.subject ?? '', file },
    ...{ from: mail.from?.address ?? '', text: mail.text ?? '', html: mail.html ?? '' },
    headers: mail.headers.map(({ originalKey, value }) => [originalKey, value] as const),
  };
};

/** The newest mails, of one recipient or of all; a number names the same mail in both, as long as none comes. */
export const listMails = async (folder: string, limit: number, to?: string): Promise<KeptMail[]> => {
  const found: KeptMail[] = [];
  for (const [index, name] of files(folder).entries()) {
    if (found.length >= limit) break;
    const { number, at, to: recipients, subject, file } = await parsed(folder, name, index + 1);
    const wanted = to === undefined || recipients.some((one) => one.toLowerCase().includes(to.toLowerCase()));
    if (wanted) found.push({ number, at, to: recipients, subject, file });
  }
  return found;
};

/** One mail by its number; undefined where there is none. */
export const readMail = async (folder: string, number: number): Promise<WholeMail | undefined> => {
  const name = files(folder)[number - 1];
  return name === undefined ? undefined : parsed(folder, name, number);
};
