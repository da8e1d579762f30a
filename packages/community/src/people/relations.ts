import { relationOf, stranger, type Relation, type RelationRow, type Viewer } from '@concord/audience';
import { state, type Id, type Row } from '@concord/contracts';
import { localCopy, type Change, type Consumer, type Reader, type Tx } from '@concord/platform';

type RelationChange = Change<Row<typeof state.user.relations>>;

/** The copy of what people are to each other. `changed` runs in the same transaction, for what is newer than the copy. */
export const relationsCopyWith = (changed?: (tx: Tx, changes: readonly RelationChange[]) => Promise<void>): Consumer =>
  localCopy(state.user.relations, {
    table: 'relations',
    key: ['viewer_id', 'author_id'],
    columns: ['follows', 'friend', 'blocks', 'blocked_by', 'mutes'],
    ...(changed && { changed }),
  });

export const relationsCopy = relationsCopyWith();

/** What the copy says that an author is to a viewer; people without a row are strangers. */
export const findRelation = async (reader: Reader, viewer: Viewer, author: Id): Promise<Relation> => {
  if (viewer === null) return stranger;
  const row = (await reader('relations').where({ viewer_id: viewer, author_id: author }).first()) as
    RelationRow | undefined;
  return relationOf(row);
};
