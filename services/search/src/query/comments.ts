import { commentsFilter } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Sight } from '../viewer/visibility.ts';
import { bool, nothing, type Clause } from './clause.ts';
import { excludedIn, saidIn, within } from './texts.ts';
import type { Words } from './words.ts';

const fields = ['text^2', 'text.english'];
/** Comments have no hashtags of their own: what was asked for as one is a word of the text. */
const tagged = (query: string): Clause => ({ match: { text: { query, operator: 'and' } } });

export interface CommentFilter {
  readonly author?: Id | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

/** The comments that this viewer may see: stands in every query, so that totals know nothing else. */
export const visibleComments = ({ seeker, narrowed }: Sight): Clause =>
  commentsFilter(
    seeker,
    {
      ...{ postField: 'post_id', postAuthorField: 'post_author_id', postWidthField: 'post_width' },
      ...{ authorField: 'author_id', authorActiveField: 'author_active' },
    },
    narrowed,
  );

/** Comments that say what was asked for, among those the viewer may see. */
export const commentsQuery = (words: Words | null, { author, since, until }: CommentFilter, sight: Sight): Clause =>
  bool({
    must: words === null ? [nothing] : saidIn(fields, words, tagged),
    must_not: words === null ? [] : excludedIn(words),
    filter: [
      visibleComments(sight),
      ...(author === undefined ? [] : [{ term: { author_id: author } }]),
      ...within(since, until),
    ],
  });
