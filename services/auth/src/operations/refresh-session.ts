import { contract, errors } from '@concord/contracts';
import { handler, ok, transaction, type RequestFacts, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { decideRefresh } from '../domain/refresh-decision.ts';
import { hashOf, newSalt, readRefreshToken, successorOf, type RefreshToken } from '../domain/refresh-token.ts';
import { notify } from '../mails/notify.ts';
import { endSession } from '../store/end-session.ts';
import * as sessions from '../store/sessions.ts';
import { tokensView } from '../views/tokens.ts';

interface Presented {
  readonly token: RefreshToken;
  readonly at: Date;
  readonly request: RequestFacts;
}
interface Renewed {
  readonly session: sessions.FoundByToken;
  readonly token: RefreshToken;
  /** While the account was held: a revocation of what it was told until then is not older. */
  readonly issuedAt: Date;
}
type Outcome = Renewed | 'refused' | 'overtaken';

const rotate = async (
  tx: Tx,
  session: sessions.FoundByToken,
  { token, at, request }: Presented,
): Promise<RefreshToken | 'overtaken'> => {
  const salt = newSalt();
  const successor = successorOf(token, salt);
  const next = { tokenHash: hashOf(successor.secret), salt, at, address: request.address };
  return (await sessions.rotate(tx, session, next)) ? successor : 'overtaken';
};

/** Two parties hold tokens of this session: it ends for both, and its owner is told, once. */
const endReused = async (tx: Tx, { ids, mails }: Deps, session: sessions.FoundByToken, { at, request }: Presented) => {
  if (await endSession(tx, ids, { session, reason: 'refresh_reused', at, request }))
    await notify(tx, mails, {
      account: session.userId,
      notice: { type: 'refresh_reused', device: session.device },
      at,
    });
};

const attempt = async (tx: Tx, deps: Deps, presented: Presented): Promise<Outcome> => {
  const { token, at } = presented;
  const session = await sessions.byFamily(tx, hashOf(token.family));
  if (session === undefined) return 'refused';
  const decision = decideRefresh(session, hashOf(token.secret), at);
  const issuedAt = deps.clock.now();
  if (decision.kind === 'repeat') return { session, token: successorOf(token, decision.salt), issuedAt };
  if (decision.kind === 'rotate') {
    const successor = await rotate(tx, session, presented);
    return successor === 'overtaken' ? successor : { session, token: successor, issuedAt };
  }
  if (decision.kind === 'reused') await endReused(tx, deps, session, presented);
  return 'refused';
};

/** Who is overtaken by another refresh of the same token looks again, and then finds what the other one left. */
const exchange = async (tx: Tx, deps: Deps, presented: Presented): Promise<Outcome> => {
  const outcome = await attempt(tx, deps, presented);
  return outcome === 'overtaken' ? attempt(tx, deps, presented) : outcome;
};

/** The end of a session whose token was reused is committed first: the refusal is thrown outside of the transaction. */
export const refreshSession = handler(contract.auth.refreshSession, (deps: Deps) => async ({ body, request }) => {
  const token = readRefreshToken(body.refreshToken);
  if (token === null) throw errors.refreshInvalid();
  const presented = { token, at: deps.clock.now(), request };
  const outcome = await transaction(deps.db, (tx) => exchange(tx, deps, presented));
  if (outcome === 'refused' || outcome === 'overtaken') throw errors.refreshInvalid();
  const { session } = outcome;
  const bearer = { accountId: session.userId, sessionId: session.id, roles: session.roles };
  const accessToken = await deps.accessTokens.issue(bearer, outcome.issuedAt);
  return ok(tokensView({ accessToken, refreshToken: outcome.token, ...bearer }));
});
