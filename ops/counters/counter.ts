import type { Id } from '@concord/contracts';

/** A number that is stored, and what it should be. */
export type Compared = {
  /** Of what, as a person reads it: `post 7 like`. */
  readonly what: string;
  /** The post, comment or account. */
  readonly id: Id;
  /** The type of reaction, where the number is of one. */
  readonly type?: string;
  readonly stored: number;
  readonly right: number;
};

/** A number that stands in many rows and must agree with others. */
export type Counter = {
  readonly name: string;
  /** The next posts, comments or accounts after `after` of which anything is stored or to be counted, at most `limit`. */
  next(after: Id, limit: number): Promise<Id[]>;
  /** What is stored of these, and what it should be: each pair as of one moment. */
  compare(ids: readonly Id[]): Promise<Compared[]>;
  /** Asks the owner of the number to put it right. */
  repair(wrong: Compared): Promise<void>;
};
