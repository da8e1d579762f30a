import { when, type Letter } from '../letter.ts';
import { ifNotYou, noticeLetter, type NoticeWriting } from './notice-letter.ts';

export const passwordChanged = (writing: NoticeWriting): Letter =>
  noticeLetter(
    writing,
    'Your password was changed',
    `the password of your account was changed on ${when(writing.at)}. All sessions from before have ended.`,
    'If it was you, you need not do anything.',
    ...ifNotYou(writing),
  );
