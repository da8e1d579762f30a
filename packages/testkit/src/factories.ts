import type { z } from 'zod';
import type { NewAccount, NewPost } from '@concord/contracts';
import { oddWord } from './words.ts';

/** Somebody who can sign up: own name, own address. */
export const anAccount = (own: Partial<z.input<typeof NewAccount>> = {}): z.input<typeof NewAccount> => {
  const name = oddWord();
  return {
    email: `${name}@example.org`,
    username: name,
    password: `correct horse ${name}`,
    displayName: `Person ${name}`,
    ...own,
  };
};

/** A post that can be found by a word of its own. */
export const aPost = (own: Partial<z.input<typeof NewPost>> = {}): z.input<typeof NewPost> => ({
  content: `A post about ${oddWord()}`,
  ...own,
});
