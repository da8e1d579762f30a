import { type Letter, type Writing } from './letter.ts';
import { changeLink } from './links.ts';

export const confirmNewAddress = ({ username, publicUrl }: Writing, token: string): Letter => ({
  subject: 'Confirm your new e-mail address',
  parts: [
    `Hello ${username},`,
    'this address was given for your account. It counts once you have confirmed it, with your session or your password.',
    changeLink(publicUrl, token),
    'The link works once, and for an hour.',
    'If you have no such account, somebody typed your address: do not confirm it. You need not do anything.',
  ],
});
