import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Env } from '../config/config.ts';
import type { ServiceRouter } from '../http/mount.ts';
import type { Part } from './part.ts';

/** Takes over a connection that asks for another protocol; false where it is not for this service. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/** A running service: its routes (served on the internal port and, in one process, by the gateway) and its parts. */
export interface Service {
  readonly name: string;
  readonly routes?: ServiceRouter;
  /** Asked for upgrades on the internal port, once the secret has been shown. */
  readonly upgrade?: Upgrade;
  readonly parts: readonly Part[];
}

/** The services that share this process, by name; the gateway calls them without a socket. */
export type Peers = ReadonlyMap<string, Service>;

/** What `services/<name>/src/service.ts` exports. Builds without connecting; parts connect when started. */
export interface Target {
  readonly name: string;
  build(env: Env, peers: Peers): Service;
}
export interface TargetModule {
  readonly target: Target;
}
