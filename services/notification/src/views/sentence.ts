import type { NotificationType } from '@concord/contracts';

/** What a sentence is made of: what happened, to what, and who did it. */
export interface Told {
  readonly type: NotificationType;
  readonly commentId: number | null;
  readonly people: number;
  /** The newest two of them, as they call themselves. */
  readonly names: readonly string[];
}

const longestName = 40;

/** A name on one line, whatever stands in it; no longer than a line of a mail can hold several of. */
const shown = (name: string): string => {
  const line = name.replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const letters = Array.from(new Intl.Segmenter('en').segment(line), ({ segment }) => segment);
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join('')}…` : line || 'Somebody';
};

/** "A", "A and B", "A, B and 12 others". */
const whoDid = ({ people, names: [first = 'Somebody', second] }: Told): string => {
  if (people <= 1 || second === undefined) return shown(first);
  if (people === 2) return `${shown(first)} and ${shown(second)}`;
  return `${shown(first)}, ${shown(second)} and ${people - 2} ${people === 3 ? 'other' : 'others'}`;
};

/** What nobody in particular did. */
const news = {
  system: 'There is news from this community',
  report_decided: 'Something that you reported has been decided',
  content_removed: 'Moderators removed something that you wrote',
} as const satisfies Partial<Record<NotificationType, string>>;

const isNews = (type: NotificationType): type is keyof typeof news => Object.hasOwn(news, type);

const did: Readonly<Record<Exclude<NotificationType, keyof typeof news>, (told: Told) => string>> = {
  friend_request: () => 'asked to be your friend',
  friend_accepted: () => 'accepted your request to be friends',
  follow: () => 'followed you',
  follow_request: () => 'asked to follow you',
  like: ({ commentId }) => `reacted to your ${commentId === null ? 'post' : 'comment'}`,
  comment: () => 'commented on your post',
  reply: () => 'answered your comment',
  mention: ({ commentId }) => `mentioned you in a ${commentId === null ? 'post' : 'comment'}`,
  share: () => 'shared your post',
  new_post: () => 'wrote a post',
  message: () => 'sent you a message',
};

/** What happened, in one line: who did what; never what somebody wrote. */
export const sentence = (told: Told): string =>
  isNews(told.type) ? news[told.type] : `${whoDid(told)} ${did[told.type](told)}`;
