import { when, type Letter } from '../letter.ts';
import { noticeLetter, reasonGiven, type NoticeWriting } from './notice-letter.ts';

export const suspended = (writing: NoticeWriting, until: Date | null, reason: string | null): Letter =>
  noticeLetter(
    writing,
    'Your account was suspended',
    `your account was suspended on ${when(writing.at)}${until === null ? '' : `, until ${when(until)}`}. You cannot log in, and what you wrote is not shown.`,
    ...reasonGiven(reason),
    'Nothing was deleted: all of it comes back when the suspension ends.',
    'If you did not do what it is about, write to who runs this community: somebody else may have used your account.',
  );
