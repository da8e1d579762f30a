import { Argument } from 'commander';
import { exitCodes, Failure } from '../../stack/failure.ts';

export const account = () => new Argument('<account>', 'a username, a whole e-mail address or an id');
export const reason = '--reason <text>';

const misused = (cause: string) => new Failure({ cause, exit: exitCodes.usage });

export const whole = (text: string): number => {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw misused(`"${text}" is not a number from 1 to 9999.`);
};

/** A reason as the API takes it. */
export const words = (text: string): string => {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > 500) throw misused('A reason has 1 to 500 characters.');
  return trimmed;
};
