import { InvalidArgumentError } from 'commander';

/** Reads an option that is a number from 1 on. */
export const wholeNumber = (text: string): number => {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`"${text}" is not a number from 1 on.`);
};
