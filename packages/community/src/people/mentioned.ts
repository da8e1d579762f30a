import { cardsVisibleTo, only, type Viewer } from '@concord/audience';
import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';
import type { Mentioned } from './person.ts';
import { tables } from './tables.ts';

const visible = (reader: Reader, viewer: Viewer) =>
  reader('people as m')
    .select('m.id', 'm.username')
    .modify(only(cardsVisibleTo(viewer, { ...tables, person: 'm.id' })));

/** Of these people, those whose card the viewer may see. */
export const mentionedTo = async (
  reader: Reader,
  viewer: Viewer,
  ids: readonly Id[],
): Promise<ReadonlyMap<Id, Mentioned>> => {
  if (ids.length === 0) return new Map();
  const rows = (await visible(reader, viewer).whereIn('m.id', ids)) as Mentioned[];
  return new Map(rows.map((row) => [row.id, row]));
};

/** The people whom an author means by these usernames, in that order: nobody can mention whom they may not see. */
export const mentionable = async (reader: Reader, author: Id, names: readonly string[]): Promise<Id[]> => {
  if (names.length === 0) return [];
  const rows = (await visible(reader, author).whereIn('m.username', names)) as Mentioned[];
  const ids = new Map(rows.map(({ id, username }) => [username, id]));
  return names.flatMap((name) => ids.get(name) ?? []);
};
