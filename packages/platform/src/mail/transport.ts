import { createTransport } from 'nodemailer';
import { mailFailure, type MailFailure } from './failure.ts';
import type { Mail, Sender } from './mail.ts';

export interface MailTransport {
  /** Null once a server has taken the mail, which then bears this name in its Message-ID. Never throws. */
  send(mail: Mail, messageKey: string): Promise<MailFailure | null>;
  close(): void;
}

export interface MailTransportOptions {
  /** `smtp://user:password@host:port` (STARTTLS where the server offers it), or `smtps://`. */
  readonly url: string;
  readonly from: Sender;
}

/** Connections at once; each is used again for 100 mails. */
export const connections = 3;
const connectMs = 10_000;
/** A server may look through a mail before it takes it: RFC 5321 section 4.5.3.2.6 asks to wait 10 minutes. */
const silenceMs = 600_000;

/** What may stand in a header: one line. */
const header = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** A pool of connections to an SMTP server, made when first used. */
export const smtpTransport = ({ url, from }: MailTransportOptions): MailTransport => {
  const smtp = createTransport({
    ...{ url, pool: true, maxConnections: connections },
    ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, dnsTimeout: connectMs, socketTimeout: silenceMs },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    send: async ({ to, subject, text, html, headers = {} }, messageKey) => {
      try {
        await smtp.sendMail({
          ...{ from, to: { name: '', address: to }, envelope: { from: from.address, to: [to] } },
          ...{ subject: header(subject), text, ...(html !== undefined && { html }) },
          messageId: `<${messageKey}@${domain}>`,
          headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, header(value)])),
        });
        return null;
      } catch (error) {
        return mailFailure(error);
      }
    },
    close: () => {
      smtp.close();
    },
  };
};
