import type { Env } from '../config/config.ts';
import type { ServiceRouter } from '../http/mount.ts';
import type { Part } from './part.ts';

/** A running service: its routes (served on the internal port and, in one process, by the gateway) and its parts. */
export interface Service {
  readonly name: string;
  readonly routes?: ServiceRouter;
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
