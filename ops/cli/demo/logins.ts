import { createHmac } from 'node:crypto';
import type { Secrets } from '../../stack/secrets.ts';

/** The password of the sample logins: made for this platform, the same on every run, of letters and digits that read well. */
export const samplePassword = ({ operator }: Pick<Secrets, 'operator'>): string => {
  const digest = createHmac('sha256', operator).update('sample logins').digest('hex').slice(0, 12);
  return `${digest.slice(0, 4)}-${digest.slice(4, 8)}-${digest.slice(8, 12)}`;
};

/** What the passwords of everybody else in the sample community are derived from; known to nobody. */
export const sampleSecret = ({ operator }: Pick<Secrets, 'operator'>): string =>
  createHmac('sha256', operator).update('sample community').digest('hex');
