import type { Deps } from '../deps.ts';
import type { Asked } from '../domain/asked.ts';
import { commentsQuery, visibleComments } from '../query/comments.ts';
import { textsBy } from '../query/texts.ts';
import { parseWords } from '../query/words.ts';
import { commentView } from '../views/comment.ts';
import type { Sight } from '../viewer/visibility.ts';
import { authorAsked, cardsOf } from './cards.ts';
import { commentFields, type CommentDocument } from './documents.ts';
import { readPage } from './page.ts';

/** Comments by words, author and time, with their authors' cards. They have no hashtags: none is found by `tag`. */
export const searchComments = async (deps: Deps, asked: Asked, sight: Sight) => {
  const { client, indices } = deps;
  const author = await authorAsked(client, indices.users, asked.from);
  if (author === null || asked.tag !== undefined) return { total: 0, items: [], nextCursor: null };
  const query = commentsQuery(parseWords(asked.q), { author, since: asked.since, until: asked.until }, sight);
  const page = await readPage<CommentDocument>(deps, asked, {
    index: indices.comments,
    fields: commentFields,
    visible: visibleComments(sight),
    body: (clock) => textsBy(asked.sort, query, clock),
  });
  const authors = page.hits.map(({ source }) => source.author_id);
  const cards = await cardsOf(client, indices.users, authors);
  return { ...page, items: page.hits.map((hit) => commentView(hit, cards.get(hit.source.author_id))) };
};
