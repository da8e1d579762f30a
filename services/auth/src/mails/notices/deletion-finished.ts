import { when, type Letter } from '../letter.ts';
import type { NoticeWriting } from './notice-letter.ts';

export const deletionFinished = ({ at }: NoticeWriting): Letter => ({
  subject: 'Your account was deleted',
  parts: [
    'Hello,',
    `since ${when(at)} nothing of your account is left here, this address neither. This is the last mail you get about it.`,
    'If it was not you who deleted it, write to who runs this community.',
  ],
});
