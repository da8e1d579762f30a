import type { OauthProvider } from '@concord/contracts';
import type { Told } from '../domain/identity.ts';

/** Another place to log in, as a login there needs it. */
export interface Provider {
  readonly name: OauthProvider;
  /** Where to send the browser, and what our challenge to the provider was made of. */
  begin(state: string): Promise<{ readonly location: string; readonly verifier: string }>;
  /** Who came back with this code; null where the provider does not tell, in time and in a form that can be read. */
  finish(code: string, verifier: string): Promise<Told | null>;
}

/** A provider's settings; addresses are those of the real one where they are not given. */
export interface ProviderSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizationUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly profileUrl?: string | undefined;
  /** Of GitHub alone: where addresses and whether they are verified are told. */
  readonly emailsUrl?: string | undefined;
}

/** What all providers share. */
export interface ProviderCommon {
  /** Where people reach the gateway: the callback is below it. */
  readonly origin: string;
  /** For everything that one login asks of the provider. */
  readonly timeoutMs: number;
}
