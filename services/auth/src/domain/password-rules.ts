import { normalEmail } from './account.ts';

export interface PasswordOwner {
  readonly email: string;
  readonly username: string;
}

export type PasswordFault = 'common' | 'personal';

/**
 * Why a password may not be chosen, null when it may (NIST SP 800-63B section 3.1.1.2: no composition rules, but neither
 * commonly used words nor the account's own names). Case does not make a common password uncommon. Length is the contract's business.
 */
export const passwordFault = (
  password: string,
  owner: PasswordOwner,
  isCommon: (lowerCasePassword: string) => boolean,
): PasswordFault | null => {
  const lower = password.toLowerCase();
  if (isCommon(lower)) return 'common';
  const email = normalEmail(owner.email);
  const names = [owner.username, email, email.slice(0, email.indexOf('@'))];
  return names.includes(lower) ? 'personal' : null;
};
