import { when, type Letter } from '../letter.ts';
import { noticeLetter, type NoticeWriting } from './notice-letter.ts';

export const emailChanged = (writing: NoticeWriting): Letter =>
  noticeLetter(
    writing,
    'The address of your account was changed',
    `the e-mail address of your account was changed on ${when(writing.at)}. This mail goes to the old address and to the new one.`,
    'If it was you, you need not do anything.',
    'If it was not you, write to who runs this community at once: the old address does not get you back in any more.',
  );
