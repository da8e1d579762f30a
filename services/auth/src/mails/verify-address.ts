import { type Letter, type Writing } from './letter.ts';
import { verifyLink } from './links.ts';

export const verifyAddress = ({ username, publicUrl }: Writing, token: string): Letter => ({
  subject: 'Confirm your e-mail address',
  parts: [
    `Hello ${username},`,
    'please confirm that this is your address. It takes your session or your password.',
    verifyLink(publicUrl, token),
    'The link works once, and for an hour. You can ask for another one at any time.',
    'If you did not sign up, somebody typed your address: do not confirm it. You need not do anything.',
  ],
});
