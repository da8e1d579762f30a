import { state, streamName, type StateStream } from '@concord/contracts';
import type { Elasticsearch, Holds } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { statusOf } from './ask.ts';

/**
 * The version of a document that searches find now; null where they find none. Not in real time, which would tell of what is indexed but not
 * refreshed yet; a get by alias does not apply the alias's filter, so the tombstone of what was deleted has its version too.
 */
const foundVersion =
  (client: Elasticsearch, index: string) =>
  async (id: string): Promise<number | null> => {
    try {
      const { _version = null } = await client.get(
        { index, id, realtime: false, _source: false },
        { requestTimeout: 500 },
      );
      return _version;
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  };

/** What searches know of other services' rows: documents in the index, relations in memory. */
export const searchHolds = ({ client, indices, relations }: Deps): Holds => {
  const holds: readonly (readonly [StateStream, (key: string) => Promise<number | null>])[] = [
    [state.post.posts, foundVersion(client, indices.posts)],
    [state.user.profiles, foundVersion(client, indices.users)],
    [state.user.relations, (key) => Promise.resolve(relations.arrivedVersion(key))],
  ];
  return Object.fromEntries(holds.map(([stream, ask]) => [streamName(stream), ask]));
};
