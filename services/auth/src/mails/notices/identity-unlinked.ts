import { when, type Letter } from '../letter.ts';
import { ifNotYou, noticeLetter, type NoticeWriting } from './notice-letter.ts';

export const identityUnlinked = (writing: NoticeWriting, provider: string): Letter =>
  noticeLetter(
    writing,
    `Your account can no longer be entered with ${provider}`,
    `since ${when(writing.at)} one cannot log in to your account with ${provider} any more.`,
    'If it was you, you need not do anything.',
    ...ifNotYou(writing),
  );
