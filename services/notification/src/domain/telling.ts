import type { Id, NotificationType } from '@concord/contracts';

/** That one person is to be told of one thing. */
export interface Telling {
  readonly receiverId: Id;
  readonly type: NotificationType;
  /** Who did it. */
  readonly actorId: Id;
  /** Who may not see this post is not told. */
  readonly postId: Id | null;
  /** Once deleted, it is not told of. */
  readonly commentId: Id | null;
  /** What a receiver is told of once only, whatever is redelivered or repeated. */
  readonly cause: string;
  /** What it is shown together with. */
  readonly group: string;
}

/** Nobody is told of what they did themselves, and of one thing once: what stands first is what they are told. */
export const eachOnce = (tellings: readonly Telling[]): Telling[] => {
  const first = new Map<string, Telling>();
  for (const telling of tellings) {
    const key = `${telling.receiverId} ${telling.cause}`;
    if (telling.receiverId !== telling.actorId && !first.has(key)) first.set(key, telling);
  }
  return [...first.values()];
};
