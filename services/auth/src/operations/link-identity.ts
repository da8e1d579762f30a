import { contract, errors, mostIdentities } from '@concord/contracts';
import { handler, ok, transaction, type Ids, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { newIdentity, titleOf, type Identity, type Told } from '../domain/identity.ts';
import { isVerifierOf } from '../domain/proof-code.ts';
import { notify } from '../mails/notify.ts';
import { assertProved, holdProved, type Proved } from '../store/recent-proof.ts';
import * as auditLog from '../store/audit-log.ts';
import * as identities from '../store/identities.ts';
import { identityView } from '../views/identity.ts';

/** What the account has already is linked; what another one has is not to be had. */
const add = async (tx: Tx, ids: Ids, { account, at }: Proved, told: Told): Promise<Identity & { isNew: boolean }> => {
  const userId = account.id;
  const fresh = newIdentity(ids.next(), userId, told, at);
  const held = await identities.ofAccount(tx, userId);
  const same = held.find(({ provider, subject }) => provider === told.provider && subject === told.subject);
  if (same !== undefined) return { ...same, isNew: false };
  if (held.length >= mostIdentities) throw errors.impossible(`An account has ${mostIdentities} of them at the most`);
  if (!(await identities.insert(tx, fresh))) throw errors.identityTaken();
  return { ...fresh, isNew: true };
};

/** The proof is asked for before the code is spent, and again in the transaction of the change. */
export const linkIdentity = handler(contract.auth.linkIdentity, (deps: Deps) => async ({ actor, body, request }) => {
  const { db, ids, flows, mails } = deps;
  await assertProved(deps, actor);
  const proof = await flows.redeemCode(body.code);
  if (proof?.kind !== 'link' || !isVerifierOf(body.verifier, proof.challenge)) throw errors.codeInvalid();
  const identity = await transaction(db, async (tx) => {
    const proved = await holdProved(tx, deps, actor);
    const { isNew, ...linked } = await add(tx, ids, proved, proof.told);
    if (isNew) {
      const { at } = proved;
      const by = { userId: actor.id, sessionId: actor.sessionId, request, at };
      await auditLog.record(tx, ids, { ...by, action: 'identity_linked' });
      const notice = { type: 'identity_linked', provider: titleOf(linked.provider) } as const;
      await notify(tx, mails, { account: actor.id, notice, at });
    }
    return linked;
  });
  return ok(identityView(identity));
});
