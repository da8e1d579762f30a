import { state } from '@concord/contracts';
import { followed, followStreams, type Follower, type Kafka } from '@concord/platform';
import type { Narrowings } from './narrowed.ts';
import { keepRecentMs, type Seekers } from './seekers.ts';

/**
 * Keeps relations and narrowings current from their streams. Relations of longer ago are in the index; narrowings are few and
 * are read whole.
 */
export const following = (
  kafka: Kafka,
  seekers: Seekers,
  narrowed: Narrowings,
  onCanary: (beatAt: Date) => void,
): Follower =>
  followStreams({
    kafka,
    name: 'search',
    replayMs: keepRecentMs,
    streams: [
      followed(state.user.relations, ({ row }) => {
        seekers.apply(row);
      }),
      followed(
        state.post.narrowings,
        ({ row, committedAt }) => {
          narrowed.postAuthors.apply(row.user_id, row, committedAt.getTime());
        },
        'all',
      ),
      followed(
        state.comment.narrowings,
        ({ row, committedAt }) => {
          const subjects = row.kind === 'post' ? narrowed.posts : narrowed.authors;
          subjects.apply(row.subject_id, row, committedAt.getTime());
        },
        'all',
      ),
    ],
    onBegin: () => {
      seekers.forget();
    },
    onCanary,
  });
