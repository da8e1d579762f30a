import { errors } from '@concord/contracts';
import type { Deps } from '../deps.ts';
import type { Asked } from '../domain/asked.ts';
import { findableUsers, usersQuery } from '../query/users.ts';
import { parseWords } from '../query/words.ts';
import { userView } from '../views/user.ts';
import type { Sight } from '../viewer/visibility.ts';
import { userFields, type UserDocument } from './documents.ts';
import { readPage } from './page.ts';

/** What people cannot be narrowed by. */
const ofPosts = ['from', 'tag', 'since', 'until'] as const;

const assertOnlyWords = (asked: Asked): void => {
  const wrong = ofPosts.filter((name) => asked[name] !== undefined);
  if (wrong.length === 0) return;
  const detail = 'narrows posts and hashtags, not people';
  throw errors.invalid(undefined, { errors: wrong.map((name) => ({ pointer: `/query/${name}`, detail })) });
};

/** People by name or by what their page says; the newest first without words. */
export const searchUsers = async (deps: Deps, asked: Asked, sight: Sight) => {
  assertOnlyWords(asked);
  const query = usersQuery(parseWords(asked.q), sight);
  const page = await readPage<UserDocument>(deps, asked, {
    index: deps.indices.users,
    fields: userFields,
    visible: findableUsers(sight),
    body: () => ({
      query,
      sort: asked.sort === 'recent' ? [{ id: 'desc' }] : [{ _score: 'desc' }, { id: 'desc' }],
    }),
  });
  return { ...page, items: page.hits.map(userView) };
};
