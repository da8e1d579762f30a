import { contract, errors } from '@concord/contracts';
import { found, handler } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { flowLifetime, isSecret, newSecret } from '../domain/proof-code.ts';
import { second } from '../domain/clock.ts';
import { assertConfigured } from '../policy.ts';

/** Two logins begun in two tabs share the cookie; each has a state of its own. */
const setCookie = (value: string): string =>
  `${contract.auth.beginOauth.cookie}=${value}; Path=/; Max-Age=${flowLifetime / second}; Secure; HttpOnly; SameSite=Lax`;

export const beginOauth = handler(
  contract.auth.beginOauth,
  ({ providers, returnUrls, flows }: Deps) =>
    async ({ params, query, cookie: sent }) => {
      const provider = assertConfigured(params.provider, providers);
      if (!returnUrls.includes(query.returnTo))
        throw errors.invalid('The application may not be returned to there', {
          errors: [{ pointer: '/query/returnTo', detail: 'is not one of CONCORD_OAUTH_RETURN_URLS' }],
        });
      const held = { state: newSecret(), cookie: isSecret(sent) ? sent : newSecret() };
      const { location, verifier } = await provider.begin(held.state);
      await flows.keepFlow(held, { ...query, provider: provider.name, verifier });
      return found(location, { 'set-cookie': setCookie(held.cookie) });
    },
);
