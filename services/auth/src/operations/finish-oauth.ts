import { contract, errors, type Id, type OauthError } from '@concord/contracts';
import { found, handler, type RequestFacts } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { returnAddress, type Flow } from '../domain/proof-code.ts';
import type { Told } from '../domain/identity.ts';
import { assertConfigured, mayEnter } from '../policy.ts';
import type { Provider } from '../providers/provider.ts';
import { admit } from '../store/admit.ts';
import { recordRefusedLogin } from '../store/refused-login.ts';

interface Query {
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}
type Answer = { readonly code: string } | { readonly error: OauthError; readonly code?: string };

/** Who came back, or why nobody did. */
const identify = async (provider: Provider, { code, error }: Query, flow: Flow): Promise<Told | OauthError> => {
  if (error === 'access_denied') return 'access_denied';
  const told = code === undefined ? null : await provider.finish(code, flow.verifier);
  return told ?? 'provider_unavailable';
};

const refused = async (deps: Deps, error: OauthError, accountId: Id | null, request: RequestFacts): Promise<Answer> => {
  await recordRefusedLogin(deps, accountId, request);
  return { error };
};

const logIn = async (deps: Deps, told: Told, { challenge }: Flow, request: RequestFacts): Promise<Answer> => {
  const admission = await admit(deps, told, request);
  if (admission.kind === 'refused')
    return admission.error === 'link_required'
      ? { error: admission.error, code: await deps.flows.issueCode({ kind: 'link', told, challenge }) }
      : { error: admission.error };
  const { account, entrance } = admission;
  const refusal = mayEnter(account, deps.emailVerification);
  if (refusal !== null) return refused(deps, refusal, account.id, request);
  return { code: await deps.flows.issueCode({ kind: 'login', accountId: account.id, entrance, challenge }) };
};

const answerTo = async (deps: Deps, told: Told, flow: Flow, request: RequestFacts): Promise<Answer> =>
  flow.intent === 'link'
    ? { code: await deps.flows.issueCode({ kind: 'link', told, challenge: flow.challenge }) }
    : logIn(deps, told, flow, request);

/** The flow is taken before anything else is looked at: a callback works once, in the browser that began it. */
export const finishOauth = handler(
  contract.auth.finishOauth,
  (deps: Deps) =>
    async ({ params, query, cookie, request }) => {
      const provider = assertConfigured(params.provider, deps.providers);
      const held = { state: query.state ?? '', cookie: cookie ?? '' };
      const flow = await deps.flows.takeFlow(held);
      if (flow?.provider !== provider.name) throw errors.oauthStateInvalid();
      const told = await identify(provider, query, flow);
      const answer = await (typeof told === 'string'
        ? refused(deps, told, null, request)
        : answerTo(deps, told, flow, request));
      return found(returnAddress(flow.returnTo, answer));
    },
);
