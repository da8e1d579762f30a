import { when, type Letter } from '../letter.ts';
import { noticeLetter, type NoticeWriting } from './notice-letter.ts';

export const rolesChanged = (writing: NoticeWriting, roles: readonly string[]): Letter =>
  noticeLetter(
    writing,
    'Your roles were changed',
    `on ${when(writing.at)} an admin changed what you may do here. Your roles are now: ${roles.join(', ')}.`,
    'If you did not expect this, ask who runs this community.',
  );
