import PostalMime, { type Address, type Email } from 'postal-mime';
import { cleanCharacters, plainText } from './plain-text.ts';

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** One mail as it was sent; nothing is scrubbed yet. */
export interface Message {
  readonly id: string;
  readonly from: Mailbox;
  readonly recipients: readonly Mailbox[];
  readonly subject: string;
  readonly text: string;
  readonly sentAt: Date;
  /** The mailing list's name, as `fork` or `ilug`. */
  readonly list: string | undefined;
  /** Message ids that it answers, the nearest first. */
  readonly answers: readonly string[];
}

/** The same mail in UTF-8, for bodies with 8-bit letters that name no character set, or a wrong one. */
const inUtf8 = (bytes: Uint8Array): string =>
  new TextDecoder('windows-1252').decode(bytes).replace(/charset\s*=\s*"?[\w-]+"?/gi, 'charset=utf-8');

const mailboxes = (addresses: readonly Address[]): Mailbox[] =>
  addresses.flatMap((one) =>
    one.group ? mailboxes(one.group) : [{ name: cleanCharacters(one.name), address: one.address.toLowerCase() }],
  );

const header = (mail: Email, key: string): string | undefined => mail.headers.find((one) => one.key === key)?.value;

const listName = (mail: Email): string | undefined =>
  /<?([\w-]+)[^<>\s]*>?\s*$/.exec(header(mail, 'list-id') ?? '')?.[1]?.toLowerCase();

function messageIds(mail: Email): string[] {
  const ids = (value: string | undefined): string[] =>
    [...(value ?? '').matchAll(/<[^<>\s]+@[^<>\s]+>/g)].map(([id]) => id);
  return [...new Set([...ids(mail.inReplyTo).reverse(), ...ids(mail.references).reverse()])];
}

/** When it was sent; when it arrived, for a sender whose clock was off by years. */
function sentAt(mail: Email, years: readonly [number, number]): Date {
  const sent = new Date(mail.date ?? '');
  if (sent.getUTCFullYear() >= years[0] && sent.getUTCFullYear() <= years[1]) return sent;
  return new Date(/;\s*([^;]+)$/.exec(header(mail, 'received') ?? '')?.[1] ?? `${years[0]}-01-01T00:00:00Z`);
}

/** One raw mail (RFC 5322 and MIME, any of the encodings found in the wild) as a message; `years` are those that its date may lie in. */
export async function parseMessage(
  bytes: Uint8Array,
  years: readonly [number, number] = [2002, 2002],
): Promise<Message> {
  let mail = await PostalMime.parse(bytes);
  if (mail.text?.includes('\ufffd') === true || mail.subject?.includes('\ufffd') === true)
    mail = await PostalMime.parse(inUtf8(bytes));
  const [from = { name: '', address: 'nobody@invalid' }] = mailboxes(mail.from ? [mail.from] : []);
  const text = mail.text?.trim() ? mail.text : plainText(mail.html ?? '');
  return {
    id: mail.messageId ?? '',
    from,
    recipients: mailboxes([...(mail.to ?? []), ...(mail.cc ?? []), ...(mail.replyTo ?? [])]),
    subject: cleanCharacters(mail.subject ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
    text: cleanCharacters(text),
    sentAt: sentAt(mail, years),
    list: listName(mail),
    answers: messageIds(mail),
  };
}
