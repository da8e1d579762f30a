import { when, type Letter } from '../letter.ts';
import { ifNotYou, noticeLetter, type NoticeWriting } from './notice-letter.ts';

export const identityLinked = (writing: NoticeWriting, provider: string): Letter =>
  noticeLetter(
    writing,
    `Your account can be entered with ${provider}`,
    `since ${when(writing.at)} one can log in to your account with ${provider}.`,
    'If it was you, you need not do anything.',
    ...ifNotYou(writing),
    `Then remove ${provider} from your account.`,
  );
