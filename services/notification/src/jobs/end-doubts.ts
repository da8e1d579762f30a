import { repeated, type Db, type Part } from '@concord/platform';
import type { AuthService } from '../peers/auth-service.ts';
import { devicesInDoubt, endDoubt, type Doubted } from '../store/doubts.ts';

export interface DoubtDeps {
  readonly db: Db;
  readonly auth: Pick<AuthService, 'goesOn'>;
}

const everyMs = 200;
/** Asked about at once. */
const batch = 10;

const settle = async ({ db, auth }: DoubtDeps, doubted: Doubted): Promise<void> =>
  endDoubt(db, doubted, await auth.goesOn(doubted.session_id));

/**
 * Asks auth about the session of each device that is in doubt. Who was asked before a session ended is asked again: the revocation that comes
 * afterwards puts its devices in doubt, or removes them. Throws when auth does not answer; the devices stay in doubt.
 */
export const endDoubts = async (deps: DoubtDeps, stopped: () => boolean = () => false): Promise<void> => {
  for (let found = batch; found === batch && !stopped();) {
    const doubted = await devicesInDoubt(deps.db, batch);
    const settled = await Promise.allSettled(doubted.map((one) => settle(deps, one)));
    const failed = settled.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    found = doubted.length;
  }
};

/** Keeps devices of ended sessions from being pushed to. */
export const doubtEnder = (deps: DoubtDeps): Part =>
  repeated({ name: 'devices in doubt', everyMs, work: (stopped) => endDoubts(deps, stopped) });
