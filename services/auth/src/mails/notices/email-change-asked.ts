import { when, type Letter } from '../letter.ts';
import { ifNotYou, noticeLetter, type NoticeWriting } from './notice-letter.ts';

export const emailChangeAsked = (writing: NoticeWriting): Letter =>
  noticeLetter(
    writing,
    'Another address was given for your account',
    `on ${when(writing.at)} another e-mail address was given for your account. It takes the place of this one once it is confirmed there.`,
    'If it was you, you need not do anything.',
    ...ifNotYou(writing),
    'A new password also stops the change.',
  );
