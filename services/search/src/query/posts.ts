import { visibleFilter } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Sight } from '../viewer/visibility.ts';
import { bool, nothing, type Clause } from './clause.ts';
import { excludedIn, saidIn, within } from './texts.ts';
import type { Words } from './words.ts';

const fields = ['text^2', 'text.english', 'tags.folded^3'];
const tagged = (tag: string): Clause => ({ term: { 'tags.folded': tag } });

export interface PostFilter {
  readonly author?: Id | undefined;
  readonly tag?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Only posts of this author, with exactly this tag, written since and before these times. */
export const narrowedBy = ({ author, tag, since, until }: PostFilter): Clause[] => [
  ...(author === undefined ? [] : [{ term: { author_id: author } }]),
  ...(tag === undefined ? [] : [{ term: { tags: tag } }]),
  ...within(since, until),
];

/** The documents that this viewer may see: stands in every query, so that totals and counts know nothing else. */
export const visiblePosts = ({ seeker, narrowed }: Sight): Clause =>
  visibleFilter(seeker, { authorField: 'author_id', widthField: 'width', narrowed: narrowed.postAuthors });

/** Posts that say what was asked for, among those the viewer may see. */
export const postsQuery = (words: Words | null, filter: PostFilter, sight: Sight): Clause =>
  bool({
    must: words === null ? [nothing] : saidIn(fields, words, tagged),
    must_not: words === null ? [] : excludedIn(words),
    filter: [visiblePosts(sight), ...narrowedBy(filter)],
  });
