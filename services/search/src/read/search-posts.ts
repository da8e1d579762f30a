import type { Deps } from '../deps.ts';
import type { Asked } from '../domain/asked.ts';
import { postsQuery, visiblePosts } from '../query/posts.ts';
import { textsBy } from '../query/texts.ts';
import { parseWords } from '../query/words.ts';
import { postView } from '../views/post.ts';
import type { Sight } from '../viewer/visibility.ts';
import { authorAsked, cardsOf } from './cards.ts';
import { postFields, type PostDocument } from './documents.ts';
import { readPage } from './page.ts';

/** Posts by words, author, tag and time, with their authors' cards. */
export const searchPosts = async (deps: Deps, asked: Asked, sight: Sight) => {
  const { client, indices } = deps;
  const { q, tag, since, until, sort } = asked;
  const author = await authorAsked(client, indices.users, asked.from);
  if (author === null) return { total: 0, items: [], nextCursor: null };
  const query = postsQuery(parseWords(q), { author, tag, since, until }, sight);
  const page = await readPage<PostDocument>(deps, asked, {
    index: indices.posts,
    fields: postFields,
    visible: visiblePosts(sight),
    body: (clock) => textsBy(sort, query, clock),
  });
  const authors = page.hits.map(({ source }) => source.author_id);
  const cards = await cardsOf(client, indices.users, authors);
  return { ...page, items: page.hits.map((hit) => postView(hit, cards.get(hit.source.author_id))) };
};
