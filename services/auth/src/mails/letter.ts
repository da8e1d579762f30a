import type { Mail } from '@concord/platform';

/** What a mail says, before it is text and HTML. */
export interface Letter {
  readonly subject: string;
  /** In order; the link stands where it is. */
  readonly parts: readonly (string | Link)[];
}

export interface Link {
  readonly label: string;
  readonly href: string;
}

/** What letters are written with. */
export interface Writing {
  readonly username: string;
  /** Where people open the community: every link begins with it. */
  readonly publicUrl: string;
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

const asText = (part: string | Link): string => (typeof part === 'string' ? part : `${part.label}:\n${part.href}`);

const asHtml = (part: string | Link): string =>
  typeof part === 'string'
    ? `<p>${escaped(part)}</p>`
    : `<p><a href="${escaped(part.href)}">${escaped(part.label)}</a></p>`;

/** The letter as it is sent: it answers no mail (RFC 3834). */
export const mailOf = (to: string, { subject, parts }: Letter): Mail => ({
  to,
  subject,
  text: `${parts.map(asText).join('\n\n')}\n`,
  html: ['<!doctype html><html><body>', ...parts.map(asHtml), '</body></html>'].join('\n'),
  headers: { 'Auto-Submitted': 'auto-generated' },
});

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** A time as people read it, who may be anywhere. */
export const when = (time: Date): string => `${format.format(time)} UTC`;
