import { randomInt } from 'node:crypto';
import type { Told } from './identity.ts';

const longest = 24;
const fallback = 'member';

/** What a username can be made of, out of a name; `member` where too little is left. */
const readable = (text: string): string => {
  const plain = text.slice(0, 200).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const joined = plain
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, longest)
    .replaceAll(/^_|_$/g, '');
  return joined.length < 3 ? fallback : joined;
};

/**
 * Usernames to try one after the other for somebody who never chose one: what they are called at the provider, then with more and more
 * digits. Never a part of their address, which is private.
 */
export const proposedUsernames = (
  { handle, name }: Pick<Told, 'handle' | 'name'>,
  digit: () => number = () => randomInt(10),
): string[] => {
  const base = readable(handle ?? name ?? fallback);
  const numbered = [2, 4, 4, 6, 6, 6].map(
    (length) => `${base.slice(0, longest - 1)}${Array.from({ length }, digit).join('')}`,
  );
  return base === fallback ? numbered.slice(1) : [base, ...numbered];
};

/** A display name out of what the provider tells; the username where there is none that can be stored. */
export const proposedDisplayName = ({ name, handle }: Pick<Told, 'handle' | 'name'>, username: string): string => {
  const told = (name ?? handle ?? '').toWellFormed().replaceAll('\u0000', '').trim().slice(0, 80).toWellFormed().trim();
  return told === '' ? username : told;
};
