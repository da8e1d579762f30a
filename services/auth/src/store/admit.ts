import { errors, events, type Id, type OauthError } from '@concord/contracts';
import { publish, transaction, type RequestFacts, type Tx } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { newAccount, type Account } from '../domain/account.ts';
import { decideIdentity, newIdentity, titleOf, type IdentityDecision, type Told } from '../domain/identity.ts';
import { proposedDisplayName, proposedUsernames } from '../domain/username.ts';
import type { Entrance } from '../domain/proof-code.ts';
import { notify } from '../mails/notify.ts';
import * as auditLog from './audit-log.ts';
import * as identities from './identities.ts';
import * as revocations from './revocations.ts';
import { sendToken } from './send-token.ts';
import { takeOver } from './take-over.ts';
import * as reservations from './username-reservations.ts';
import * as users from './users.ts';

/** Who may enter which account; or why nobody does. */
export type Admission =
  | { readonly kind: 'admitted'; readonly account: Account; readonly entrance: Entrance }
  | { readonly kind: 'refused'; readonly error: OauthError };

interface Arrival {
  readonly told: Told;
  readonly at: Date;
  readonly request: RequestFacts;
}
type Parts = Pick<Deps, 'db' | 'ids' | 'clock' | 'mails'>;
type Decided<K extends string> = Extract<IdentityDecision<Account>, { kind: K }>;

/** Somebody else did the same in the meantime: what was decided is not true any more. */
class Overtaken extends Error {}
const attempts = 5;

const note = (tx: Tx, { ids }: Parts, action: auditLog.AuditAction, userId: Id | null, { at, request }: Arrival) =>
  auditLog.record(tx, ids, {
    ...{ action, userId, at },
    request,
  });

const attach = async (tx: Tx, { ids }: Parts, userId: Id, { told, at }: Arrival): Promise<void> => {
  if (!(await identities.insert(tx, newIdentity(ids.next(), userId, told, at)))) throw new Overtaken();
};

const freeUsername = async (tx: Tx, { told, at }: Arrival): Promise<string> => {
  for (const username of proposedUsernames(told)) if (await reservations.claim(tx, username, at)) return username;
  throw new Overtaken();
};

/** The identity comes first: of many first logins at once the others wait at its key, and then find an account. */
const signUp = async (tx: Tx, parts: Parts, arrival: Arrival, decided: Decided<'sign_up'>): Promise<Account> => {
  const id = parts.ids.next();
  await attach(tx, parts, id, arrival);
  const { told, at } = arrival;
  const username = await freeUsername(tx, arrival);
  const person = { id, username, email: decided.email, displayName: proposedDisplayName(told, username), at };
  const account = { ...newAccount({ ...person, passwordHash: null }), emailVerifiedAt: decided.isVerified ? at : null };
  if (!(await users.insert(tx, account, told.provider))) throw new Overtaken();
  await publish(tx, events.accountCreated, id, { accountId: id, version: account.version });
  const verification = { userId: id, purpose: 'verify', address: decided.email, at } as const;
  if (!decided.isVerified) await sendToken(tx, parts, verification);
  await note(tx, parts, 'account_created', id, arrival);
  return account;
};

const link = async (tx: Tx, parts: Parts, arrival: Arrival, account: Account): Promise<Account> => {
  await attach(tx, parts, account.id, arrival);
  await note(tx, parts, 'identity_linked', account.id, arrival);
  const notice = { type: 'identity_linked', provider: titleOf(arrival.told.provider) } as const;
  await notify(tx, parts.mails, { account: account.id, notice, at: arrival.at });
  return account;
};

/** Nothing that whoever made the account may have kept is good after this; what comes now is linked. */
const enterOwner = async (tx: Tx, parts: Parts, arrival: Arrival, { id }: Account): Promise<Account> => {
  await takeOver(tx, parts, { userId: id, passwordHash: null, reason: 'taken_over', request: arrival.request });
  const account = await users.byId(tx, id);
  if (account === undefined) throw new Overtaken();
  return link(tx, parts, arrival, account);
};

const act = async (
  tx: Tx,
  parts: Parts,
  arrival: Arrival,
  decision: Exclude<IdentityDecision<Account>, { kind: 'log_in' | 'refuse' }>,
): Promise<Account> => {
  if (decision.kind === 'sign_up') return signUp(tx, parts, arrival, decision);
  return (decision.kind === 'link' ? link : enterOwner)(tx, parts, arrival, decision.account);
};

/** What was decided about an account that is held by now: gone meanwhile, the identity lets nobody in. */
const entered = async (tx: Tx, account: Account, { told }: Arrival): Promise<Admission> => {
  const identity = await identities.bySubject(tx, told);
  if (identity?.userId !== account.id) throw new Overtaken();
  const entrance = { identityId: identity.id, timesRevoked: await revocations.timesRevoked(tx, account.id) };
  return { kind: 'admitted', account, entrance };
};

/** Who has the identity, or else the address that comes with it; either is held until the transaction ends. */
const found = async (tx: Tx, { told }: Arrival) => {
  const identity = await identities.bySubject(tx, told);
  const known = identity && (await users.byIdLocked(tx, identity.userId));
  const mayMeet = known === undefined && told.email !== null;
  return { identity, known, holder: mayMeet ? await users.byEmailLocked(tx, told.email) : undefined };
};

const attempt = async (tx: Tx, parts: Parts, arrival: Arrival): Promise<Admission> => {
  const { told, at } = arrival;
  const { identity, known, holder } = await found(tx, arrival);
  const decision = decideIdentity(told, known, holder);
  if (decision.kind === 'refuse') {
    await note(tx, parts, 'login_refused', known?.id ?? holder?.id ?? null, arrival);
    return { kind: 'refused', error: decision.error };
  }
  if (decision.kind !== 'log_in') return entered(tx, await act(tx, parts, arrival, decision), arrival);
  if (identity !== undefined) await identities.markUsed(tx, identity.id, told.email, at);
  return entered(tx, decision.account, arrival);
};

const unlessOvertaken = (error: unknown): null => {
  if (error instanceof Overtaken) return null;
  throw error;
};

/** Decides about who comes back from a provider and does it, in one transaction; again where others did the same at once. */
export const admit = async (parts: Parts, told: Told, request: RequestFacts): Promise<Admission> => {
  const arrival: Arrival = { told, request, at: parts.clock.now() };
  for (let count = 0; count < attempts; count += 1) {
    const admission = await transaction(parts.db, (tx) => attempt(tx, parts, arrival)).catch(unlessOvertaken);
    if (admission !== null) return admission;
  }
  throw errors.unavailable();
};
