import { events, type EventSpec } from '@concord/contracts';
import { onEvents, type Consumer, type ReadEvent } from '@concord/platform';
import type { z } from 'zod';
import type { Happened, Telling } from '../domain/telling.ts';
import {
  mentionsIn,
  ofComment,
  ofPost,
  ofReaction,
  ofRelation,
  ofRemoval,
  ofReport,
  ofShare,
} from '../domain/tellings-of.ts';
import { beginFanOuts } from '../store/fan-outs.ts';
import { tell, type Teller } from '../store/tell.ts';

/** Who is told of what: one consumer per event. */
export const tellers = (teller: Teller): Consumer[] => {
  const telling = <P extends z.ZodObject>(
    event: EventSpec<P>,
    name: string,
    of: (payload: z.output<P>, eventId: string) => readonly Telling[],
  ): Consumer =>
    onEvents(event, {
      name,
      handle: (tx, read) => tell(tx, teller, tellingsOf(read, of)),
    });
  return [
    telling(events.relationFollowed, 'tell of a follower', (pair) =>
      ofRelation('follow', pair, `follow:${pair.actorId}`),
    ),
    telling(events.relationFollowRequested, 'tell of a request to follow', (pair) =>
      ofRelation('follow_request', pair, `follow_request:${pair.actorId}`),
    ),
    telling(events.relationFriendRequested, 'tell of a request to be friends', (pair, eventId) =>
      ofRelation('friend_request', pair, eventId),
    ),
    telling(events.relationFriendAccepted, 'tell of a new friend', (pair, eventId) =>
      ofRelation('friend_accepted', pair, eventId),
    ),
    onEvents(events.postCreated, {
      name: 'tell of a post',
      handle: async (tx, read) => {
        await tell(tx, teller, tellingsOf(read, ofPost));
        await beginFanOuts(
          tx,
          read.map(({ payload }) => payload),
          teller.clock.now(),
        );
      },
    }),
    telling(events.postUpdated, 'tell of an edited post', ofPost),
    telling(events.postShared, 'tell of a share', ofShare),
    telling(events.commentCreated, 'tell of a comment', ofComment),
    telling(events.commentUpdated, 'tell of an edited comment', mentionsIn),
    telling(events.reactionAdded, 'tell of a reaction', ofReaction),
    telling(events.reportDecided, 'tell of a decided report', ofReport),
    telling(events.reportSubjectRemoved, 'tell of a removal', ofRemoval),
  ];
};

const tellingsOf = <P extends z.ZodObject>(
  read: readonly ReadEvent<P>[],
  of: (payload: z.output<P>, eventId: string) => readonly Telling[],
): Happened[] =>
  read.flatMap(({ payload, meta }) =>
    of(payload, meta.eventId).map((telling) => ({ ...telling, happenedAt: meta.publishedAt })),
  );
