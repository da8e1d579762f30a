import { when, type Letter } from '../letter.ts';
import { noticeLetter, type NoticeWriting } from './notice-letter.ts';

export const deletionBegun = (writing: NoticeWriting): Letter =>
  noticeLetter(
    writing,
    'Your account is being deleted',
    `on ${when(writing.at)} the deletion of your account began. Everything you wrote goes with it; this cannot be undone.`,
    'You get one more mail when it is finished.',
    'If it was not you, write to who runs this community at once: your account was used by somebody who knew its password.',
  );
