import { join } from 'node:path';
import { get } from '../probes.ts';
import type { Settings } from '../settings.ts';
import type { Server } from './server.ts';

const originOf = ({ ports }: Pick<Settings, 'ports'>) => `http://127.0.0.1:${ports.signIn}`;
const apiOf = ({ ports }: Pick<Settings, 'ports'>) => `http://127.0.0.1:${ports.gateway}`;

/** How the stand-in knows the platform: it lets in whom it is told, so this guards nothing. */
const client = { id: 'concord-local', secret: 'known-to-everybody' };

/** Stands in for Google, with a sample application to log in to, which mails link to; no part of a deployment. */
export const signIn: Server = {
  name: 'sign-in',
  title: 'Sign-in (stand-in)',
  needs: [],
  ports: ['signIn'],
  address: ({ settings }) => originOf(settings),
  prepare: () => Promise.resolve(),
  command: ({ places, settings }) => ({
    file: process.execPath,
    args: [
      ...['--disable-warning=ExperimentalWarning', join(places.checkout, 'ops/sign-in/main.ts')],
      ...[String(settings.ports.signIn), apiOf(settings), client.id, client.secret],
    ],
    env: { PATH: process.env['PATH'] },
    cwd: places.checkout,
    user: undefined,
  }),
  ready: async ({ settings }) =>
    (await get(`${originOf(settings)}/provider/.well-known/openid-configuration`))?.status === 200,
  startSeconds: 60,
  stopSeconds: 10,
  knownFailures: [
    {
      pattern: /EADDRINUSE[^\n]*?:(\d+)/,
      cause: ([, port]) => `The stand-in for sign-in found port ${port ?? ''} taken.`,
      remedy: 'Use another: ./concord up --port signIn=11027',
    },
  ],
};

/** Where mails link to, if somebody has an application of their own running; else it is the sample. */
export const ownApplication = ({ CONCORD_PUBLIC_URL: url }: NodeJS.ProcessEnv): Record<string, string> =>
  url === undefined ? {} : { CONCORD_PUBLIC_URL: url };

/** By which the platform takes the stand-in for Google; nothing where a client of one's own is set. */
export const standIn = (settings: Pick<Settings, 'ports'>, env: NodeJS.ProcessEnv): Record<string, string> => {
  if (env['CONCORD_GOOGLE_CLIENT_ID'] !== undefined) return {};
  const provider = `${originOf(settings)}/provider`;
  return {
    CONCORD_GOOGLE_CLIENT_ID: client.id,
    CONCORD_GOOGLE_CLIENT_SECRET: client.secret,
    CONCORD_GOOGLE_AUTHORIZATION_URL: `${provider}/auth`,
    CONCORD_GOOGLE_TOKEN_URL: `${provider}/token`,
    CONCORD_GOOGLE_PROFILE_URL: `${provider}/userinfo`,
    CONCORD_OAUTH_RETURN_URLS: `${originOf(settings)}/return`,
  };
};
