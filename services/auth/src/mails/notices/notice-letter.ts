import type { Letter, Link, Writing } from '../letter.ts';
import { forgottenLink } from '../links.ts';

/** What a notice is written with. */
export interface NoticeWriting extends Writing {
  readonly at: Date;
}

type Parts = Letter['parts'];

/** A notice: what happened, and what to do if it was not you. */
export const noticeLetter = ({ username }: Writing, subject: string, ...parts: Parts): Letter => ({
  subject,
  parts: [`Hello ${username},`, ...parts],
});

/** What to do where somebody else may be in. */
export const ifNotYou = ({ publicUrl }: Writing): (string | Link)[] => [
  'If it was not you, somebody else is using your account. Choose a new password now: that logs everybody out.',
  forgottenLink(publicUrl),
];

/** The words of whoever decided, where they gave some. */
export const reasonGiven = (reason: string | null): string[] =>
  reason === null ? [] : [`The reason given: ${reason}`];
