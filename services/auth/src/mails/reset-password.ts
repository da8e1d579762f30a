import { type Letter, type Writing } from './letter.ts';
import { resetLink } from './links.ts';

export const resetPassword = ({ username, publicUrl }: Writing, token: string): Letter => ({
  subject: 'Choose a new password',
  parts: [
    `Hello ${username},`,
    'a new password was asked for your account.',
    resetLink(publicUrl, token),
    'The link works once, and for an hour. With the new password you are logged out everywhere.',
    'If it was not you who asked, you need not do anything: your password stays as it is.',
  ],
});
