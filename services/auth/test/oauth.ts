import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { contract, type Operation } from '@concord/contracts';
import type { Env } from '@concord/platform';
import { checkReply, oddWord } from '@concord/testkit';
import { startAuth, type Auth } from './auth.ts';
import type { Fault, Visitor } from './provider/visitor.ts';

export const origin = 'https://concord.example';
export const returnTo = 'https://app.example/after-login?from=concord';
export type ProviderName = 'google' | 'github' | 'facebook';

export interface Returned {
  readonly code: string;
  readonly error: string | null;
  /** What the application kept. */
  readonly verifier: string;
}

/** One browser: it has its own cookies, and goes where it is sent. */
export interface Browser {
  cookie: string | null;
  begin(provider: string, query?: Record<string, string>): Promise<Response>;
  /** Logs in at the provider's page; gives the address of the callback that it is sent to. */
  atProvider(location: string, visitor: Visitor): Promise<string>;
  callback(address: string): Promise<Response>;
  /** All of it: begins, logs in there and comes back to the application. */
  visit(provider: ProviderName, visitor: Visitor, intent?: 'login' | 'link'): Promise<Returned>;
}

export interface OauthWorld {
  readonly auth: Auth;
  readonly provider: ChildProcess;
  browser(): Browser;
  /** A first or next login of somebody in a browser of their own: gives the tokens. */
  enter(provider: ProviderName, visitor: Visitor): ReturnType<Auth['logInByCode']>;
  stop(): Promise<void>;
}

export const aVerifier = (): string => randomBytes(32).toString('base64url');
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

type Own = { readonly email?: unknown; readonly sub?: string; readonly verified?: unknown; readonly name?: string };

/** Somebody with a verified address at Google. */
export const aGoogler = (own: Own = {}, fault?: Fault): Visitor => {
  const { email = `${oddWord()}@example.org`, sub = randomUUID(), verified = true, name = `Ada ${oddWord()}` } = own;
  return { claims: { sub, email, email_verified: verified, name }, ...(fault && { fault }) };
};

/** Somebody at GitHub: the profile shows another address than the one they use. */
export const aGithubber = (emails: unknown, own: { id?: number; login?: string } = {}): Visitor => {
  const { id = Math.floor(Math.random() * 1e12) + 1, login = oddWord() } = own;
  return { claims: { id, login, name: null, email: 'shown@example.org' }, emails };
};

export const aFacebooker = (email: string | undefined, id = randomUUID()): Visitor => ({
  claims: { id, name: `Grace ${oddWord()}`, ...(email !== undefined && { email }) },
});

const settingsFor = (url: string): Env => {
  const of = (name: string) => ({
    [`CONCORD_${name}_CLIENT_ID`]: `concord-at-${name}`,
    [`CONCORD_${name}_CLIENT_SECRET`]: 'a secret of the application',
    [`CONCORD_${name}_AUTHORIZATION_URL`]: `${url}/authorize`,
    [`CONCORD_${name}_TOKEN_URL`]: `${url}/token`,
    [`CONCORD_${name}_PROFILE_URL`]: `${url}/userinfo`,
  });
  return {
    ...{ ...of('GOOGLE'), ...of('GITHUB'), ...of('FACEBOOK'), CONCORD_GITHUB_EMAILS_URL: `${url}/user/emails` },
    ...{ CONCORD_OAUTH_RETURN_URLS: `${returnTo}, http://127.0.0.1:5173/`, CONCORD_OAUTH_TIMEOUT_MS: '1500' },
    ...{ CONCORD_ISSUER: origin, CONCORD_REDIS_URL: process.env['CONCORD_REDIS_URL'] },
  };
};

const browserOf = (auth: Auth): Browser => {
  const go = async (operation: Operation, path: string): Promise<Response> => {
    const reply = await auth.navigate(path, browser.cookie === null ? {} : { cookie: `other=1; ${browser.cookie}` });
    const text = await reply.clone().text();
    checkReply(operation, { status: reply.status, headers: reply.headers, body: bodyOf(text) });
    const set = reply.headers.get('set-cookie');
    if (set !== null) browser.cookie = set.slice(0, set.indexOf(';'));
    return reply;
  };
  const browser: Browser = {
    cookie: null,
    begin: (provider, query = { returnTo, challenge: challengeOf(aVerifier()) }) =>
      go(contract.auth.beginOauth, `/v1/oauth/${provider}?${new URLSearchParams(query).toString()}`),
    atProvider: async (location, visitor) => {
      const page = new URL(location);
      page.searchParams.set('visitor', JSON.stringify(visitor));
      return (await fetch(page, { redirect: 'manual' })).headers.get('location') ?? '';
    },
    callback: (address) => go(contract.auth.finishOauth, address.replace(origin, '')),
    visit: async (provider, visitor, intent = 'login') => {
      const verifier = aVerifier();
      const begun = await browser.begin(provider, { returnTo, challenge: challengeOf(verifier), intent });
      const address = await browser.atProvider(begun.headers.get('location') ?? '', visitor);
      const back = new URL((await browser.callback(address)).headers.get('location') ?? '');
      return { code: back.searchParams.get('code') ?? '', error: back.searchParams.get('error'), verifier };
    },
  };
  return browser;
};

const bodyOf = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

/** The auth service with a provider in another process, to which all three names lead. */
export const startOauth = async (own: Env = {}): Promise<OauthWorld> => {
  const provider = fork(new URL('./provider/main.ts', import.meta.url));
  const [url] = (await once(provider, 'message')) as [string];
  const auth = await startAuth({ ...settingsFor(url), ...own });
  return {
    auth,
    provider,
    browser: () => browserOf(auth),
    enter: async (name, visitor) => auth.logInByCode(await browserOf(auth).visit(name, visitor)),
    stop: async () => {
      provider.kill();
      await auth.stop();
    },
  };
};
