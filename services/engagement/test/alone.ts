import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { PostFacts } from '@concord/community';
import { events, state, type EventSpec, type Id } from '@concord/contracts';
import { firstIdAt, transaction, type KafkaRecord } from '@concord/platform';
import { postRow, serviceAlone, type Alone } from '@concord/testkit';
import type { Deps } from '../src/deps.ts';
import { countAllViews } from '../src/jobs/count-views.ts';
import { withholdPass } from '../src/jobs/withhold.ts';
import { withholdings } from '../src/store/withholdings.ts';
import { sumAllTags } from '../src/jobs/sum-tags.ts';
import { consumers, routes } from '../src/service.ts';

export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** An event as Debezium's EventRouter tells it, with a time of its own. */
export interface Told {
  readonly event: EventSpec;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly eventId: string;
  readonly at: Date;
}

export interface EngagementAlone extends Alone {
  readonly deps: Deps;
  /** What the service takes for the present. */
  now: Date;
  /** Lets events arrive, each topic's together, in this order. */
  told(...all: readonly Told[]): Promise<void>;
  /** Lets the state of posts arrive, with their tags. */
  tagged(...posts: (Partial<PostFacts> & { id: Id; userId: Id; tags: readonly string[] })[]): Promise<void>;
  /** Counts the views that wait and sums what is due, as the jobs do. */
  settled(): Promise<void>;
  /** Empties tables. */
  emptied(...tables: readonly string[]): Promise<void>;
}

/** The service on a database of its own, at a time of its own. */
export const engagementAlone = async (): Promise<EngagementAlone> => {
  const clock = { now: () => here.now };
  const alone = await serviceAlone<Deps>({
    ...{ name: 'engagement', migrations, consumers, routes },
    deps: (common) => ({ ...common, clock }),
  });
  const own = {
    now: new Date('2026-05-10T12:30:00Z'),
    told: async (...all: readonly Told[]) => {
      for (const [topic, of] of Map.groupBy(all, ({ event }) => event.topic))
        for (const consumer of consumers.filter((one) => one.topic.name === topic))
          await transaction(alone.db, async (tx) => consumer.plan(of.map(recordOf)).effect?.(tx));
    },
    tagged: (...posts: Parameters<EngagementAlone['tagged']>) =>
      alone.arrive(
        state.post.posts,
        posts.map(({ tags, ...post }) => ({ ...postRow(post), tags: JSON.stringify(tags) })),
      ),
    settled: async () => {
      await countAllViews(alone.db);
      await withholdings.advanceAll(alone.db, withholdPass);
      await sumAllTags(alone.db, here.now);
    },
    emptied: async (...tables: readonly string[]) => {
      for (const table of tables) await alone.db(table).delete();
    },
  };
  const here: EngagementAlone = Object.assign(alone, own);
  return here;
};

const recordOf = ({ event, payload, eventId, at }: Told, offset: number): KafkaRecord => ({
  ...{ topic: event.topic, partition: 0, offset, key: null, timestamp: at.getTime() },
  value: Buffer.from(JSON.stringify(JSON.stringify(payload))),
  headers: { id: eventId, eventType: event.type },
});

let made = 0;
/** An id that was made at this time. */
const idAt = (at: Date): Id => firstIdAt(at.getTime()) + (made = (made + 1) % 4_000);

interface Done {
  readonly actorId: Id;
  readonly authorId: Id;
  readonly at: Date;
}
type DoneToPost = Done & { readonly postId: Id };

const told = (event: EventSpec, at: Date, payload: Told['payload']): Told => ({
  ...{ event, at, eventId: randomUUID() },
  payload: { ...payload, version: 1 },
});

export const reaction = ({ actorId, authorId, postId, at }: DoneToPost, type = 'like', commentId?: Id): Told =>
  told(events.reactionAdded, at, {
    ...{
      reactionId: idAt(at),
      targetType: commentId === undefined ? 'post' : 'comment',
      targetId: commentId ?? postId,
    },
    ...{ reactionType: type, targetAuthorId: authorId, postId, actorId },
  });

export const comment = ({ actorId, authorId, postId, at }: DoneToPost): Told =>
  told(events.commentCreated, at, {
    ...{ commentId: idAt(at), postId, parentId: null, authorId: actorId, mentionIds: [] },
    ...{ postAuthorId: authorId, parentAuthorId: null },
  });

export const share = ({ actorId, authorId, postId, at }: DoneToPost): Told =>
  told(events.postShared, at, { shareId: idAt(at), postId, postAuthorId: authorId, actorId });

export const follow = ({ actorId, authorId, at }: Done): Told =>
  told(events.relationFollowed, at, { actorId, targetId: authorId });
