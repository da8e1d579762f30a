import type { Audience, Id, Reach } from '@concord/contracts';

/** What a service that is not post's knows of a post: whose it is and who may see it. */
export interface PostFacts {
  readonly id: Id;
  readonly userId: Id;
  /** As its author chose it; `private` while it is not published. */
  readonly audience: Audience;
  /** How far its author lets anything reach, as its row carries it: behind the author's profile while posts are being rewritten. */
  readonly reach: Reach;
  readonly deleted: boolean;
  readonly version: number;
}
