import { type Letter, type Writing } from './letter.ts';
import { forgottenLink, logInLink } from './links.ts';

export const signUpKnown = ({ username, publicUrl }: Writing): Letter => ({
  subject: 'You have an account already',
  parts: [
    `Hello ${username},`,
    `somebody tried to sign up with this address, but it belongs to your account "${username}". No other account was made.`,
    'If it was you, log in, or choose a new password if you do not know yours any more.',
    logInLink(publicUrl),
    forgottenLink(publicUrl),
    'If it was not you, you need not do anything: nobody has got into your account by this.',
  ],
});
