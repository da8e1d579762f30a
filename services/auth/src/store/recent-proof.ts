import type { Actor } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { assertRecent } from '../policy.ts';
import * as sessions from './sessions.ts';

/** Throws `authentication_old` unless whoever calls has just proved that it is them. */
export const assertProved = async ({ db, clock }: Pick<Deps, 'db' | 'clock'>, actor: Actor): Promise<void> => {
  assertRecent(await sessions.byId(db, actor.sessionId), clock.now());
};
