import type { Id, NotificationType } from '@concord/contracts';

/** That one person is to be told of one thing. */
export interface Telling {
  readonly receiverId: Id;
  readonly type: NotificationType;
  /** Who did it; null for what the community does. */
  readonly actorId: Id | null;
  /** Who may not see this post is not told. */
  readonly postId: Id | null;
  /** Once deleted, it is not told of. */
  readonly commentId: Id | null;
  /** What a receiver is told of once only, whatever is redelivered or repeated. */
  readonly cause: string;
  /** What it is shown together with. */
  readonly group: string;
}

/** A telling, and when it happened. */
export interface Happened extends Telling {
  readonly happenedAt: Date;
}

/** What happened longer ago is not told outside the app: a service that begins to follow its streams reads a week of events. */
const newsForMs = 24 * 3_600_000;

export const isNews = ({ happenedAt }: Happened, now: Date): boolean =>
  now.getTime() - happenedAt.getTime() < newsForMs;

/** Nobody is told of what they did themselves, and of one thing once: what stands first is what they are told. */
export const eachOnce = <T extends Telling>(tellings: readonly T[]): T[] => {
  const first = new Map<string, T>();
  for (const telling of tellings) {
    const key = `${telling.receiverId} ${telling.cause}`;
    if (telling.receiverId !== telling.actorId && !first.has(key)) first.set(key, telling);
  }
  return [...first.values()];
};
