import { when, type Letter } from '../letter.ts';
import { logInLink } from '../links.ts';
import { noticeLetter, type NoticeWriting } from './notice-letter.ts';

export const restored = (writing: NoticeWriting): Letter =>
  noticeLetter(
    writing,
    'Your account is back',
    `since ${when(writing.at)} you can log in again, and what you wrote is shown again.`,
    logInLink(writing.publicUrl),
    'If you did not use this account lately, choose a new password when you are back.',
  );
