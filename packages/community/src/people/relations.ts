import { relationOf, stranger, type Relation, type RelationRow, type Viewer } from '@concord/audience';
import { state, type Id } from '@concord/contracts';
import { localCopy, type Reader } from '@concord/platform';

/** The copy of what people are to each other. */
export const relationsCopy = localCopy(state.user.relations, {
  table: 'relations',
  key: ['viewer_id', 'author_id'],
  columns: ['follows', 'friend', 'blocks', 'blocked_by', 'mutes'],
});

/** What the copy says that an author is to a viewer; people without a row are strangers. */
export const findRelation = async (reader: Reader, viewer: Viewer, author: Id): Promise<Relation> => {
  if (viewer === null) return stranger;
  const row = (await reader('relations').where({ viewer_id: viewer, author_id: author }).first()) as
    RelationRow | undefined;
  return relationOf(row);
};
