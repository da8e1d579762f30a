import {
  hushes,
  opens,
  shuts,
  stranger,
  things,
  ties,
  type Audience,
  type Author,
  type Item,
  type Person,
  type Relation,
  type Setting,
  type Thing,
  type Tie,
  type Viewer,
} from './rules.ts';
import { reachOf, widthOf } from './width.ts';

/**
 * Whether the viewer may read the item: the oracle that the predicates for MySQL and Elasticsearch are proven against.
 * A viewer without an account is a stranger, whatever relation is passed.
 */
export const canSee = (viewer: Viewer, relation: Relation, author: Author, item: Item): boolean =>
  sees('item', viewer, relation, author, { ...author, audience: item.audience });

/** Whether the viewer may see the profile's page: biography, location, website and counts. Who may not sees the card at most. */
export const canSeeProfile = (viewer: Viewer, relation: Relation, author: Author): boolean =>
  sees('page', viewer, relation, author, author);

/** Whether the viewer may see who follows this person and whom they follow. */
export const canSeeLists = (viewer: Viewer, relation: Relation, author: Author): boolean =>
  sees('lists', viewer, relation, author, author);

/** Whether the viewer may know of this person at all: username, display name and picture. If not, the answer is 404. */
export const canSeeCard = (viewer: Viewer, relation: Relation, author: Author): boolean =>
  sees('card', viewer, relation, author, author);

/**
 * Whether the viewer may read a comment: who may read its post, and may know of who wrote it. Its writer's profile does not narrow it, for
 * they chose to write under somebody else's post.
 */
export const canSeeComment = (
  viewer: Viewer,
  post: { readonly relation: Relation; readonly author: Author; readonly item: Item },
  comment: { readonly relation: Relation; readonly author: Author },
): boolean =>
  canSee(viewer, post.relation, post.author, post.item) && canSeeCard(viewer, comment.relation, comment.author);

/** Whether a search by this viewer may find the person. */
export const canFindPerson = (viewer: Viewer, relation: Relation, person: Person): boolean =>
  sees('search', viewer, relation, person, person);

/** Whether everyone may read the item, with or without an account, except across a block: no other fact of the viewer matters. */
export const isPlainlyPublic = (author: Author, item: Item): boolean => widthOf(author, item) === 'public';

/** Whether nobody but the author may read the item: no fact of another viewer matters. */
export const isForItsAuthorOnly = (author: Author, item: Item): boolean =>
  ['private', 'none'].includes(widthOf(author, item));

/** Whether the author stays out of the viewer's feed, notifications and suggestions although they may be read. */
export const isMuted = (relation: Relation): boolean => hushes.some((flag) => relation[flag]);

type Settings = Partial<Record<Setting, Audience>>;

const sees = (thing: Thing, viewer: Viewer, relation: Relation, author: Author, settings: Settings): boolean => {
  const standing = viewer === null ? stranger : relation;
  return (
    isThemselves(viewer, author) ||
    (isShown(author) &&
      !isShutOff(standing) &&
      things[thing].every((setting) => isAdmitted(standing, settings[setting])))
  );
};

const isThemselves = (viewer: Viewer, author: Author) => viewer === author.id;

const isShown = (author: Author) => reachOf(author) !== 'none';

const isShutOff = (relation: Relation) => shuts.some((flag) => relation[flag]);

const isAdmitted = (relation: Relation, audience: Audience | undefined) =>
  audience !== undefined && tiesOf(relation).some((tie) => opens[tie].includes(audience));

const tiesOf = (relation: Relation): Tie[] => ['anyone', ...ties.filter((tie) => relation[tie])];
