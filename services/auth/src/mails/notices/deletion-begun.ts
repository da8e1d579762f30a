import { when, type Letter } from '../letter.ts';
import { noticeLetter, type NoticeWriting } from './notice-letter.ts';

export const deletionBegun = (writing: NoticeWriting, byOperator: boolean): Letter =>
  noticeLetter(
    writing,
    'Your account is being deleted',
    `on ${when(writing.at)} the deletion of your account began. Everything you wrote goes with it; this cannot be undone.`,
    byOperator
      ? 'Who runs this community deleted it. If you did not ask for that, write to them.'
      : 'If it was not you, write to who runs this community at once: your account was used by somebody who knew its password.',
  );
