import { contract, errors } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { oneTimeHash } from '../domain/one-time-token.ts';
import * as auditLog from '../store/audit-log.ts';
import { assertHolds } from '../store/holder.ts';
import * as oneTimeTokens from '../store/one-time-tokens.ts';
import * as users from '../store/users.ts';

export const confirmEmailVerification = handler(
  contract.auth.confirmEmailVerification,
  (deps: Deps) =>
    async ({ actor, body: { token, password }, request }) => {
      const { db, ids, clock } = deps;
      const presented = { purpose: 'verify', hash: oneTimeHash(token), now: clock.now() } as const;
      const looked = await oneTimeTokens.look(db, presented);
      if (looked === undefined) throw errors.linkInvalid();
      await assertHolds(deps, looked.userId, { actor, password, request });
      const at = presented.now;
      await transaction(db, async (tx) => {
        const proof = await oneTimeTokens.use(tx, presented);
        if (proof === undefined || !(await users.verifyEmail(tx, proof.userId, proof.address, at)))
          throw errors.linkInvalid();
        await auditLog.record(tx, ids, {
          ...{ action: 'email_verified', userId: proof.userId, at },
          request,
        });
      });
      return noContent();
    },
);
