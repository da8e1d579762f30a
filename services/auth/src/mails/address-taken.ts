import { type Letter, type Writing } from './letter.ts';
import { forgottenLink } from './links.ts';

export const addressTaken = ({ username, publicUrl }: Writing): Letter => ({
  subject: 'This address has an account already',
  parts: [
    `Hello ${username},`,
    `somebody wants to use this address for another account, but it belongs to your account "${username}". Nothing was changed.`,
    'If it was you, remove the address from this account first, or go on using this one. If you do not know its password any more, choose a new one.',
    forgottenLink(publicUrl),
    'If it was not you, you need not do anything: nobody has got into your account by this.',
  ],
});
