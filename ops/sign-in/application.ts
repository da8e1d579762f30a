import { createHash, randomBytes } from 'node:crypto';
import { createClient } from '@concord/client';
import { escaped, page } from './pages.ts';
import type { SignIn } from './settings.ts';

/** Where the platform sends a browser back to; to be allow-listed there. */
export const returnPath = '/return';

/** What the application remembers of a login under way, in a cookie of its own. */
export const newVerifier = (): string => randomBytes(32).toString('base64url');

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** Where a browser begins to log in by the provider. */
export const loginUrl = ({ api, origin }: SignIn, verifier: string): string => {
  const query = new URLSearchParams({ returnTo: origin + returnPath, challenge: challengeOf(verifier) });
  return `${api}/v1/oauth/google?${query.toString()}`;
};

export const welcome = (): string =>
  page(
    'A sample application',
    `<p>It logs people in through Concord, as an application of yours would: the platform sends the browser to the provider, and back here with
     a code that this application exchanges for a session.</p>
     <p><a class="button" href="/login">Log in with Google (stand-in)</a></p>`,
  );

/** Exchanges the code as any application does, and shows who has come in. */
export const arrived = async ({ api }: SignIn, code: string, verifier: string): Promise<string> => {
  const anyone = createClient({ baseUrl: api });
  const tokens = await anyone.createSession({ body: { code, verifier } });
  const me = await anyone.as(tokens.accessToken).getMe();
  return page(
    `Welcome, ${me.displayName}`,
    `<dl><dt>Username</dt><dd>${escaped(me.username)}</dd><dt>Account</dt><dd>${escaped(tokens.accountId)}</dd>
     <dt>Session</dt><dd>${escaped(tokens.sessionId)}</dd></dl><p><a class="button" href="/">Again</a></p>`,
  );
};

export const failed = (why: string): string =>
  page('That did not work', `<p><code>${escaped(why)}</code></p><p><a class="button" href="/">Try again</a></p>`);
