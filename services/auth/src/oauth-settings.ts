import { OauthProvider } from '@concord/contracts';
import { ConfigError, readConfig, settings, type Env } from '@concord/platform';
import { z } from 'zod';
import type { ProviderSettings } from './providers/provider.ts';

/** What of a provider is set: `CONCORD_GOOGLE_CLIENT_ID` and so on. */
const perProvider = ['CLIENT_ID', 'CLIENT_SECRET', 'AUTHORIZATION_URL', 'TOKEN_URL', 'PROFILE_URL'];
const names = [
  ...OauthProvider.options.flatMap((provider) =>
    perProvider.map((what) => `CONCORD_${provider.toUpperCase()}_${what}`),
  ),
  'CONCORD_GITHUB_EMAILS_URL',
];

const isLoopback = ({ hostname }: URL) => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);

/** https, plain http on loopback, or an application's own scheme in reverse domain form (RFC 8252 sections 7.1 and 7.3). */
const mayReturnTo = (text: string): boolean => {
  const url = URL.parse(text);
  if (url === null || url.hash !== '' || url.username !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)) || url.protocol.includes('.');
};

const schema = z.object({
  CONCORD_OAUTH_RETURN_URLS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((url) => (url.trim() === '' ? [] : [url.trim()])))
    .refine((urls) => urls.every(mayReturnTo), 'must be https, http on loopback or an own scheme, without a fragment')
    .describe(
      'Addresses of applications that a login may return to, separated by commas; compared character by character',
    ),
  CONCORD_OAUTH_TIMEOUT_MS: settings.milliseconds(5_000).describe('For all that one login asks of its provider'),
  CONCORD_REDIS_URL: settings.redisUrl.optional().describe('Keeps logins by other providers for minutes'),
});
const Values = z.object(
  Object.fromEntries(
    names.map((name) => [name, name.endsWith('_URL') ? settings.url.optional() : z.string().optional()]),
  ),
);

const assertWhole = (origin: string, returnUrls: readonly string[], redisUrl: string | undefined): void => {
  const url = new URL(origin);
  if (url.protocol !== 'https:' && !isLoopback(url))
    throw new ConfigError('CONCORD_ISSUER: must begin with https:// where a provider is configured, or be on loopback');
  if (returnUrls.length === 0)
    throw new ConfigError('CONCORD_OAUTH_RETURN_URLS: is missing, and a provider is configured');
  if (redisUrl === undefined) throw new ConfigError('CONCORD_REDIS_URL: is missing, and a provider is configured');
};

const providerOf = (values: Record<string, string | undefined>, name: OauthProvider): ProviderSettings | null => {
  const value = (what: string) => values[`CONCORD_${name.toUpperCase()}_${what}`];
  const [clientId, clientSecret] = [value('CLIENT_ID'), value('CLIENT_SECRET')];
  if (clientId === undefined) return null;
  if (clientSecret === undefined)
    throw new ConfigError(`CONCORD_${name.toUpperCase()}_CLIENT_SECRET: is missing beside its CLIENT_ID`);
  return {
    ...{ clientId, clientSecret, authorizationUrl: value('AUTHORIZATION_URL'), tokenUrl: value('TOKEN_URL') },
    ...{ profileUrl: value('PROFILE_URL'), emailsUrl: value('EMAILS_URL') },
  };
};

/** The providers to log in with, and where a login returns to; all of it may be missing. `origin` is where people reach the gateway. */
export const readOauthSettings = (env: Env, origin: string) => {
  const read = readConfig(schema, env);
  const values = readConfig(Values, env);
  const providers = Object.fromEntries(
    OauthProvider.options.flatMap((name) => {
      const own = providerOf(values, name);
      return own === null ? [] : [[name, own] as const];
    }),
  ) as Partial<Record<OauthProvider, ProviderSettings>>;
  const { CONCORD_OAUTH_RETURN_URLS: returnUrls, CONCORD_REDIS_URL: redisUrl } = read;
  const isConfigured = Object.keys(providers).length > 0;
  if (isConfigured) assertWhole(origin, returnUrls, redisUrl);
  return {
    providers,
    returnUrls,
    timeoutMs: read.CONCORD_OAUTH_TIMEOUT_MS,
    redisUrl: isConfigured ? redisUrl : undefined,
  };
};
