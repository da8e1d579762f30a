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

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: Uint8Array, charset: string | undefined): string {
  try {
    return charset === undefined ? utf8.decode(bytes) : new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The body of a mail that is one plain part without an encoding, undefined for any other. Most are so, and a MIME parser takes eight times as long for them. */
function plainBody(head: Email, body: Uint8Array): string | undefined {
  const type = header(head, 'content-type') ?? 'text/plain';
  const encoding = header(head, 'content-transfer-encoding') ?? '7bit';
  if (!/^text\/plain\b(?!.*\bformat=)/i.test(type) || !/^\s*(?:7bit|8bit|binary)\s*$/i.test(encoding)) return undefined;
  return decoded(body, /\bcharset\s*=\s*"?([\w-]+)/i.exec(type)?.[1]);
}

async function parseWhole(bytes: Uint8Array): Promise<{ mail: Email; text: string }> {
  let mail = await PostalMime.parse(bytes);
  if (mail.text?.includes('\ufffd') === true) mail = await PostalMime.parse(inUtf8(bytes));
  return { mail, text: mail.text?.trim() ? mail.text : plainText(mail.html ?? '') };
}

async function parse(bytes: Buffer): Promise<{ mail: Email; text: string }> {
  const [, blank = ''] = /(\r?\n\r?\n)/.exec(bytes.toString('latin1')) ?? [];
  const end = blank === '' ? bytes.length : bytes.indexOf(blank) + blank.length;
  const mail = await PostalMime.parse(bytes.subarray(0, end));
  const text = plainBody(mail, bytes.subarray(end));
  return text === undefined || mail.subject?.includes('\ufffd') === true ? parseWhole(bytes) : { mail, text };
}

/** One raw mail (RFC 5322 and MIME, any of the encodings found in the wild) as a message; `years` are those that its date may lie in. */
export async function parseMessage(bytes: Buffer, years: readonly [number, number] = [2002, 2002]): Promise<Message> {
  const { mail, text } = await parse(bytes);
  const [from = { name: '', address: 'nobody@invalid' }] = mailboxes(mail.from ? [mail.from] : []);
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
