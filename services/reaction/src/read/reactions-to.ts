import { cardsVisibleTo, only, type Viewer } from '@concord/audience';
import { tables, type Author } from '@concord/community';
import { errors, type Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Target } from '../domain/target.ts';

/** A reaction with the card of who gave it. */
export interface Given {
  readonly id: Id;
  readonly person: Author;
  readonly type: string;
  readonly at: Date;
}

export interface Slice {
  /** Only of this type. */
  readonly type: string | undefined;
  /** Only older ones than this. */
  readonly before: Id | undefined;
  readonly limit: number;
}

interface Row {
  readonly id: Id;
  readonly type: string;
  readonly user_id: Id;
  readonly created_at: Date;
  readonly username: string | null;
  readonly display_name: string;
  readonly avatar_url: string | null;
}

/** Throws `stale` where the person is not known: nobody reacts before they are, so the copy is being filled anew. */
const givenOf = (row: Row): Given => {
  if (row.username === null) throw errors.stale(undefined, { retryAfter: 1 });
  const person = {
    id: row.user_id,
    username: row.username,
    displayName: row.display_name,
    avatarUrl: row.avatar_url,
  };
  return { id: row.id, person, type: row.type, at: row.created_at };
};

/** Reads only the slice, by an index on (target, id) or (target, type, id). */
export const reactionsQuery = (reader: Reader, viewer: Viewer, target: Target, { type, before, limit }: Slice) =>
  reader
    .from(
      reader.raw('reactions AS x FORCE INDEX (??)', [type === undefined ? 'reactions_by_time' : 'reactions_by_type']),
    )
    .select('x.id', 'x.type', 'x.user_id', 'x.created_at', 'a.username', 'a.display_name', 'a.avatar_url')
    .modify(only(cardsVisibleTo(viewer, { ...tables, person: 'x.user_id' })))
    .where({ 'x.target_type': target.target_type, 'x.target_id': target.target_id })
    .where(type === undefined ? {} : { 'x.type': type })
    .where('x.id', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('x.id', 'desc')
    .limit(limit);

/** Who reacted to a target, newest first, of those whose card the viewer may see. */
export const reactionsTo = async (reader: Reader, viewer: Viewer, target: Target, slice: Slice): Promise<Given[]> =>
  ((await reactionsQuery(reader, viewer, target, slice)) as Row[]).map(givenOf);
