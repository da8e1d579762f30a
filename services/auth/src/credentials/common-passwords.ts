import { dictionary } from '@zxcvbn-ts/language-common';

/** Shorter ones are refused by their length already. */
const shortestAllowed = 8;

const common: ReadonlySet<string> = new Set(
  dictionary['passwords-common'].filter((password) => password.length >= shortestAllowed),
);

/** Is it among the about 18,000 passwords of 8 or more characters that people choose most (zxcvbn-ts's list, in lower case)? */
export const isCommonPassword = (lowerCasePassword: string): boolean => common.has(lowerCasePassword);
