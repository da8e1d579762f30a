import type { NotificationType } from '@concord/contracts';
import type { Mail } from '@concord/platform';
import { sentence, type Told } from './sentence.ts';

export interface Digest {
  readonly to: string;
  readonly told: readonly Told[];
  /** Where people open the community. */
  readonly publicUrl: string;
  /** The token that ends e-mail of a type, or all of it. */
  readonly unsubscribe: (type: NotificationType | null) => string;
}

const mostLines = 30;

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

const names: Readonly<Record<NotificationType, string>> = {
  friend_request: 'requests to be friends',
  friend_accepted: 'new friends',
  follow: 'new followers',
  follow_request: 'requests to follow you',
  like: 'reactions',
  comment: 'comments on your posts',
  reply: 'answers to your comments',
  mention: 'mentions',
  share: 'shares of your posts',
  new_post: 'new posts',
  message: 'messages',
  system: 'news from the community',
  report_decided: 'what became of your reports',
  content_removed: 'what moderators remove of yours',
};

/** The subject: the first thing, and how many more there are. */
const subjectOf = ([first = '', ...more]: readonly string[]): string =>
  more.length === 0 ? first : `${first}, and ${more.length} more`;

/**
 * One mail with everything that somebody is told of, newest first. Programs unsubscribe with one click (RFC 8058), people on a page of the
 * application, where the token stands behind `#`. It answers no mail (RFC 3834).
 */
export const digest = ({ to, told, publicUrl, unsubscribe }: Digest): Mail => {
  const all = told.map(sentence);
  const lines = all.slice(0, mostLines);
  const left = all.length - lines.length;
  const ending = (type: NotificationType | null) => `${publicUrl}/unsubscribe#token=${unsubscribe(type)}`;
  const ends = [...new Set(told.map(({ type }) => type))].map(
    (type) => [`No more mail about ${names[type]}`, ending(type)] as const,
  );
  const links = [...ends, ['No more mail about anything', ending(null)] as const];
  const more = left > 0 ? [`… and ${left} more`] : [];
  return {
    to,
    subject: subjectOf(all),
    text: [
      ...lines.map((line) => `- ${line}`),
      ...more,
      ...['', `See it: ${publicUrl}`, '', '--', 'You asked to be told of this by e-mail.'],
      ...links.map(([label, link]) => `${label}: ${link}`),
    ].join('\n'),
    html: [
      '<!doctype html><html><body>',
      `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`,
      ...more.map((line) => `<p>${escaped(line)}</p>`),
      `<p><a href="${escaped(publicUrl)}">See it</a></p>`,
      '<p><small>You asked to be told of this by e-mail.',
      ...links.map(([label, link]) => `<br><a href="${escaped(link)}">${escaped(label)}</a>`),
      '</small></p></body></html>',
    ].join('\n'),
    headers: {
      'List-Unsubscribe': `<${publicUrl}/v1/unsubscriptions/${unsubscribe(null)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  };
};
