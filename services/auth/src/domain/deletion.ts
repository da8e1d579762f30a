import { randomBytes } from 'node:crypto';
import { erasingServices, type ErasingService, type Id } from '@concord/contracts';

/** What one service has to erase, or has erased. */
export interface Part {
  readonly service: ErasingService;
  readonly finishedAt: Date | null;
  /** By kind of thing; null until it has finished. */
  readonly counts: Readonly<Record<string, number>> | null;
}

/** The deletion of an account, until every service has erased what it holds. */
export interface Deletion {
  /** 128 random bits: the session is gone, so knowing it is all that who follows the deletion can show. */
  readonly id: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly parts: readonly Part[];
}

export const newDeletion = (at: Date): Deletion => ({
  id: randomBytes(16).toString('base64url'),
  startedAt: at,
  finishedAt: null,
  parts: erasingServices.map((service) => ({ service, finishedAt: null, counts: null })),
});

/**
 * What stands in the place of a deleted account's username and address: unlike any that somebody may choose, and one for each account, since
 * both are unique.
 */
export const tombstoneName = (id: Id): string => `~${id}`;
