import { events, type EventSpec } from '@concord/contracts';
import { onEvents, type Consumer } from '@concord/platform';
import type { z } from 'zod';
import type { Happening } from '../domain/happening.ts';
import { ofComment, ofFollow, ofReaction, ofShare } from '../domain/happenings-of.ts';
import { record } from '../store/record.ts';

const counted = <P extends z.ZodObject>(
  event: EventSpec<P>,
  name: string,
  of: (payload: z.output<P>, publishedAt: Date) => Happening,
): Consumer =>
  onEvents(event, {
    name,
    handle: (tx, read) =>
      record(
        tx,
        read.map(({ payload, meta }) => of(payload, meta.publishedAt)),
      ),
  });

/** What is counted when it is told. Events carry the ids of all concerned, so counting waits for no copy. */
export const happenings: Consumer[] = [
  counted(events.reactionAdded, 'count a reaction', ofReaction),
  counted(events.commentCreated, 'count a comment', ofComment),
  counted(events.postShared, 'count a share', ofShare),
  counted(events.relationFollowed, 'count a follower', ofFollow),
];
