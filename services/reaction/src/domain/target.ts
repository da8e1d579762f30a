import type { Id, TargetType } from '@concord/contracts';

/** What is reacted to, as the key of its rows. */
export interface Target {
  readonly target_type: TargetType;
  readonly target_id: Id;
}

export const aPost = (id: Id): Target => ({ target_type: 'post', target_id: id });
export const aComment = (id: Id): Target => ({ target_type: 'comment', target_id: id });
