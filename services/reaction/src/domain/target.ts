import type { Id, TargetType } from '@concord/contracts';

/** What is reacted to, as the key of its rows. */
export interface Target {
  readonly target_type: TargetType;
  readonly target_id: Id;
}

/** A target that somebody may see: with what its events tell of it. */
export interface SeenTarget extends Target {
  readonly authorId: Id;
  /** The post that it is, or that it stands under. */
  readonly postId: Id;
}

export const aPost = (id: Id): Target => ({ target_type: 'post', target_id: id });
export const aComment = (id: Id): Target => ({ target_type: 'comment', target_id: id });
