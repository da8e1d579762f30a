import { createHash, randomBytes } from 'node:crypto';
import type { Api } from '@concord/client';
import { escaped, page } from './pages.ts';
import type { SignIn } from './settings.ts';

/** Where the platform sends a browser back to; to be allow-listed there. */
export const returnPath = '/return';

/** What the application remembers of a login under way, in a cookie of its own. */
export const newVerifier = (): string => randomBytes(32).toString('base64url');

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** Where a browser begins to log in by the provider. */
export const loginUrl = ({ api, origin }: Pick<SignIn, 'api' | 'origin'>, verifier: string): string => {
  const query = new URLSearchParams({ returnTo: origin + returnPath, challenge: challengeOf(verifier) });
  return `${api}/v1/oauth/google?${query.toString()}`;
};

export const welcome = (): string =>
  page(
    'A sample application',
    `<p>It does what an application of yours would: the platform sends the browser to the provider, and back here with a code that this
     application exchanges for a session. It also has the pages that mails of the platform link to.</p>
     <p><a class="button" href="/google">Log in with Google (stand-in)</a></p>
     <p><a href="/login">Log in with a password</a> · <a href="/forgot-password">Choose a new password</a></p>`,
  );

export const askPassword = (): string =>
  page(
    'Log in',
    `<form method="post"><label>Username or e-mail address <input name="login" required autocomplete="username"></label>
     <label>Password <input name="password" type="password" required autocomplete="current-password"></label><button>Log in</button></form>
     <p><a href="/google">With Google (stand-in)</a> · <a href="/forgot-password">Choose a new password</a></p>`,
  );

type Login = Parameters<Api['createSession']>[0]['body'];

/** Opens a session as any application does, and shows who has come in. */
export const arrived = async (anyone: Api, login: Login): Promise<string> => {
  const tokens = await anyone.createSession({ body: login });
  const me = await anyone.as(tokens.accessToken).getMe();
  return page(
    `Welcome, ${me.displayName}`,
    `<dl><dt>Username</dt><dd>${escaped(me.username)}</dd><dt>Account</dt><dd>${escaped(tokens.accountId)}</dd>
     <dt>Session</dt><dd>${escaped(tokens.sessionId)}</dd></dl><p><a class="button" href="/">Again</a></p>`,
  );
};
