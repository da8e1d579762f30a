import type { OauthProvider } from '@concord/contracts';
import { facebook } from './facebook.ts';
import { github } from './github.ts';
import { google } from './google.ts';
import type { Provider, ProviderCommon, ProviderSettings } from './provider.ts';

const known = { google, github, facebook } as const satisfies Record<OauthProvider, unknown>;

/** The providers that have settings, by name. */
export const configuredProviders = (
  settings: Readonly<Partial<Record<OauthProvider, ProviderSettings>>>,
  common: ProviderCommon,
): ReadonlyMap<string, Provider> =>
  new Map(
    (Object.entries(settings) as [OauthProvider, ProviderSettings][]).map(([name, own]) => [
      name,
      known[name](own, common),
    ]),
  );
