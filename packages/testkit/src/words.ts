import { randomBytes } from 'node:crypto';

/** Consonants: no stemmer shortens a word of these, and no language has it. */
const letters = 'bcdfghjklmnpqrtvwxz';

/** A word that nobody else uses: 16 lower-case letters. */
export const oddWord = (): string => [...randomBytes(16)].map((byte) => letters[byte % letters.length]).join('');
