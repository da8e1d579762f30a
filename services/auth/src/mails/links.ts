import type { Link } from './letter.ts';

/** The pages that an application has for them. A token stands behind the #, so that it is in no log and no Referer. */
const page = (publicUrl: string, path: string, token?: string): string =>
  `${publicUrl}/${path}${token === undefined ? '' : `#token=${token}`}`;

export const verifyLink = (publicUrl: string, token: string): Link => ({
  label: 'Confirm your address',
  href: page(publicUrl, 'verify-email', token),
});

export const resetLink = (publicUrl: string, token: string): Link => ({
  label: 'Choose a new password',
  href: page(publicUrl, 'reset-password', token),
});

export const changeLink = (publicUrl: string, token: string): Link => ({
  label: 'Confirm your new address',
  href: page(publicUrl, 'confirm-email', token),
});

/** Where a new password is asked for: what to do if somebody else is in. */
export const forgottenLink = (publicUrl: string): Link => ({
  label: 'Choose a new password',
  href: page(publicUrl, 'forgot-password'),
});

export const logInLink = (publicUrl: string): Link => ({ label: 'Log in', href: page(publicUrl, 'login') });
