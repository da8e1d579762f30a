import type { OauthProvider } from '@concord/contracts';
import { logger } from '@concord/platform';
import { z } from 'zod';
import { normalEmail } from '../domain/account.ts';
import type { Told } from '../domain/identity.ts';
import type { Provider, ProviderCommon, ProviderSettings } from './provider.ts';
import { authorization, profileOf, type NewStrategy } from './strategy.ts';

const log = logger('oauth');
const Address = z.email().max(254);

/** What a provider's profile says, as far as it can be believed to be what it should be. */
export interface Said {
  readonly subject: string | number;
  readonly email?: string | undefined;
  readonly emailVerified: boolean;
  readonly handle?: string | null | undefined;
  readonly name?: string | null | undefined;
}

const Subject = z.union([z.string().min(1).max(255), z.int().positive()]);
export const Profile = { Subject, text: z.string().nullish().catch(null) } as const;

const toldBy = (provider: OauthProvider, { subject, email, emailVerified, handle, name }: Said): Told => {
  const address = Address.safeParse(email);
  return {
    ...{ provider, subject: String(subject), emailVerified },
    email: address.success ? normalEmail(address.data) : null,
    ...{ handle: handle ?? null, name: name ?? null },
  };
};

/** Why it did not work, without what was sent: no code, no token. */
const reasonOf = (failure: unknown): string => {
  const { message, oauthError } = failure as { message?: string; oauthError?: { statusCode?: number } };
  return [message ?? 'refused', oauthError?.statusCode].filter((part) => part !== undefined).join(' ');
};

interface Parts {
  readonly name: OauthProvider;
  readonly make: NewStrategy;
  /** Reads the strategy's profile; throws at what is none. */
  readonly read: (profile: unknown) => Said;
  readonly timeoutMs: number;
}

/** A provider behind one of passport's strategies. */
export const byStrategy = ({ name, make, read, timeoutMs }: Parts): Provider => ({
  name,
  begin: (state) => authorization(make, state),
  finish: async (code, verifier) => {
    try {
      return toldBy(name, read(await profileOf(make, code, verifier, timeoutMs)));
    } catch (failure) {
      log.warn({ provider: name, reason: reasonOf(failure) }, 'a provider did not tell who came back');
      return null;
    }
  },
});

/** What every strategy is made with; what is not given is left to the strategy. */
export const strategyOptions = (name: OauthProvider, settings: ProviderSettings, { origin }: ProviderCommon) => ({
  clientID: settings.clientId,
  clientSecret: settings.clientSecret,
  callbackURL: `${origin}/v1/oauth/${name}/callback`,
  ...(settings.authorizationUrl !== undefined && { authorizationURL: settings.authorizationUrl }),
  ...(settings.tokenUrl !== undefined && { tokenURL: settings.tokenUrl }),
});
