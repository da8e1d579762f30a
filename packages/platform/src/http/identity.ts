import type { IncomingHttpHeaders } from 'node:http';
import type { Id } from '@concord/contracts';
import { sameSecret } from './same-secret.ts';

/** Who acts, as the gateway verified it. */
export interface Actor {
  readonly id: Id;
  readonly sessionId: Id;
  readonly roles: readonly string[];
}

/** What a service knows about a request besides its content. */
export interface Identity {
  readonly actor: Actor | null;
  /** The client's address as the gateway saw it. */
  readonly address: string;
  /** Another service of this deployment calls, not somebody through the gateway. */
  readonly internal: boolean;
}

export const internalHeader = 'concord-internal';
const names = {
  account: 'concord-account',
  session: 'concord-session',
  roles: 'concord-roles',
  address: 'concord-address',
};
const identityHeaderNames: readonly string[] = [internalHeader, ...Object.values(names)];

/** The headers by which a service tells the gateway whose a connection is that it has taken over. */
export const holderHeaders = (actor: Pick<Actor, 'id' | 'sessionId'>): Record<string, string> => ({
  [names.account]: String(actor.id),
  [names.session]: String(actor.sessionId),
});

/** The holder that a service's `holderHeaders` tell of; null where they are missing. */
export const holderIn = (headers: IncomingHttpHeaders): Actor | null => {
  const [account, session] = [one(headers[names.account]), one(headers[names.session])];
  return account && session ? { id: Number(account), sessionId: Number(session), roles: [] } : null;
};

/** What the gateway must take away from every request that comes from outside. */
export const isIdentityHeader = (name: string): boolean => identityHeaderNames.includes(name.toLowerCase());

/** The headers by which the gateway tells a service in another process who acts. */
export const identityHeaders = (identity: Identity, secret: string): Record<string, string> => ({
  [internalHeader]: secret,
  [names.address]: identity.address,
  ...(identity.actor && {
    [names.account]: String(identity.actor.id),
    [names.session]: String(identity.actor.sessionId),
    [names.roles]: identity.actor.roles.join(','),
  }),
});

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The identity that a trusted caller declares; null where the internal secret is absent or wrong. */
export const trustedIdentity = (headers: IncomingHttpHeaders, secret: string, peer: string): Identity | null => {
  if (!sameSecret(one(headers[internalHeader]) ?? '', secret)) return null;
  const address = one(headers[names.address]);
  const account = one(headers[names.account]);
  const roles = one(headers[names.roles]) ?? '';
  return {
    actor: account
      ? {
          id: Number(account),
          sessionId: Number(one(headers[names.session])),
          roles: roles === '' ? [] : roles.split(','),
        }
      : null,
    address: address ?? peer,
    internal: address === undefined,
  };
};
