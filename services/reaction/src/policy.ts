import { errors } from '@concord/contracts';

/** Only what this community offers can be given; what it offered once can still be taken back. */
export const mustBeOffered = (type: string, offered: readonly string[]): void => {
  if (!offered.includes(type))
    throw errors.impossible(`There is no reaction "${type}" here; there are ${offered.join(', ')}`);
};
