import { when, type Letter } from '../letter.ts';
import { ifNotYou, noticeLetter, type NoticeWriting } from './notice-letter.ts';

const waysIn = (providers: readonly string[]): string[] =>
  providers.length === 0
    ? []
    : [`One can log in with ${providers.join(' and ')} as before. Remove what you do not know from your account.`];

export const passwordChanged = (writing: NoticeWriting, providers: readonly string[]): Letter =>
  noticeLetter(
    writing,
    'Your password was changed',
    `the password of your account was changed on ${when(writing.at)}. All sessions from before have ended.`,
    ...waysIn(providers),
    'If it was you, you need not do anything.',
    ...ifNotYou(writing),
  );
