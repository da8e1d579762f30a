import { when, type Letter } from '../letter.ts';
import { ifNotYou, noticeLetter, type NoticeWriting } from './notice-letter.ts';

export const refreshReused = (writing: NoticeWriting, device: string | null): Letter =>
  noticeLetter(
    writing,
    'One of your sessions was ended',
    `on ${when(writing.at)} a key of one of your sessions was used a second time. Somebody may have copied it, so the session was ended on both sides.`,
    ...(device === null ? [] : [`The session was opened with: ${device}`]),
    'Log in again there. This can also happen after a device was restored from a backup.',
    ...ifNotYou(writing),
  );
