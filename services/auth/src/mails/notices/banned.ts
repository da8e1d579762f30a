import { when, type Letter } from '../letter.ts';
import { noticeLetter, reasonGiven, type NoticeWriting } from './notice-letter.ts';

export const banned = (writing: NoticeWriting, reason: string | null): Letter =>
  noticeLetter(
    writing,
    'Your account was banned',
    `your account was banned on ${when(writing.at)}. You cannot log in, and what you wrote is not shown.`,
    ...reasonGiven(reason),
    'If you did not do what it is about, write to who runs this community: somebody else may have used your account.',
  );
