import { exitCodes, Failure } from '../../stack/failure.ts';

export type DemoSize = 'all' | { users: number; posts: number };

/** `all`, or `<people>` or `<people>x<posts>`. */
export const demoSize = (text: string): DemoSize => {
  if (text === 'all') return 'all';
  const [, users, posts] = /^([1-9][0-9]{0,5})(?:x([1-9][0-9]{0,6}))?$/.exec(text) ?? [];
  if (users === undefined)
    throw new Failure({
      cause: `"${text}" is no size.`,
      remedy: 'Say how many people, or people and posts, or everything: --size 100 · --size 300x2800 · --size all',
      exit: exitCodes.usage,
    });
  return { users: Number(users), posts: posts === undefined ? Number(users) * 10 : Number(posts) };
};
