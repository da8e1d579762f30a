import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { page } from './pages.ts';
import type { SignIn } from './settings.ts';

/** Where the provider stands below the origin. */
export const mountedAt = '/provider';

/** Whoever types a name is that person; an address that they type is called verified, as Google's own are. */
const claimsOf = (login: string) => ({
  ...{ sub: login, name: login.split('@')[0] ?? login, email_verified: true },
  email: login.includes('@') ? login : `${login}@sign-in.example`,
});

const configurationOf = ({ api, clientId, clientSecret }: SignIn): Configuration => ({
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [`${api}/v1/oauth/google/callback`],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  jwks: {
    keys: [generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ format: 'jwk' })],
  },
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 86_400, Grant: 86_400 },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  routes: { userinfo: '/userinfo' },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `${mountedAt}/interaction/${uid}` },
  findAccount: (_, login) => ({ accountId: login, claims: () => claimsOf(login) }),
  loadExistingGrant: granted,
});

/** There is one application and it asks for a name and an address only: nobody needs to be asked whether it may. */
const granted = async ({ oidc }: KoaContextWithOIDC) => {
  const { client, session, provider, params } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(typeof params?.['scope'] === 'string' ? params['scope'] : 'openid');
  await grant.save();
  return grant;
};

/** An OpenID provider (oidc-provider) without passwords, for trying out the login of a deployment that has no account at Google. */
export const standInProvider = (settings: SignIn): Provider => {
  const provider = new Provider(settings.origin + mountedAt, configurationOf(settings));
  provider.on('server_error', (_, error) => {
    console.error(error);
  });
  return provider;
};

/** The page that asks who one is. */
export const askWho = (): string =>
  page(
    'Who are you?',
    `<p class="mark">This is not Google, but a stand-in for it on this computer. It asks for no password: whoever you say, you are.</p>
     <form method="post"><label>Name or e-mail address <input name="login" required autofocus maxlength="100" value="grace.hopper"></label>
     <button>Continue</button></form>`,
  );
