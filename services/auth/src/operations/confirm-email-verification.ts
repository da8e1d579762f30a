import { contract, errors } from '@concord/contracts';
import { handler, noContent, transaction } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { oneTimeHash } from '../domain/one-time-token.ts';
import * as auditLog from '../store/audit-log.ts';
import * as oneTimeTokens from '../store/one-time-tokens.ts';
import * as users from '../store/users.ts';

export const confirmEmailVerification = handler(
  contract.auth.confirmEmailVerification,
  ({ db, ids, clock }: Deps) =>
    async ({ body, request }) => {
      const at = clock.now();
      await transaction(db, async (tx) => {
        const proof = await oneTimeTokens.use(tx, { purpose: 'verify', hash: oneTimeHash(body.token), now: at });
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
