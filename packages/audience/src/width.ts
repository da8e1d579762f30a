import {
  audiences,
  shownStatuses,
  type Audience,
  type Author,
  type Item,
  type Person,
  type Reach,
  type Width,
} from './rules.ts';

const narrowestFirst: readonly Width[] = ['none', ...audiences.toReversed()];

/** The narrower of the two. One is always within the other, so it admits exactly who is admitted by both. */
export const narrower = (audience: Audience, reach: Reach): Width =>
  narrowestFirst[Math.min(narrowestFirst.indexOf(audience), narrowestFirst.indexOf(reach))] ?? 'none';

/** Whether fewer people are admitted than before. */
export const isNarrower = (to: Width, from: Width): boolean =>
  from !== 'none' && to !== from && narrower(from, to) === to;

/** How far anything of this author can reach at most; a post's row carries it as `reach`. */
export const reachOf = (author: Author): Reach => (isShown(author) ? author.profileVisibility : 'none');

/** How wide the item is by its own audience and its author's reach; the index holds it as `width`. */
export const widthOf = (author: Author, item: Item): Width => narrower(item.audience, reachOf(author));

/** How widely the person can be found; the index of people holds it as `search_width`. */
export const searchWidthOf = (person: Person): Width => (isShown(person) ? person.searchVisibility : 'none');

const isShown = (author: Author) => shownStatuses.includes(author.status);
