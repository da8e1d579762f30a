import { z } from 'zod';
import { readConfig, settings, type Env } from '../config/config.ts';
import { httpServer } from '../http/server.ts';
import { logger, setLogLevel } from '../telemetry/log.ts';
import { internalUpgrade } from './internal-upgrade.ts';
import { internalApp } from './internal-app.ts';
import { reasonsNotReady, startParts, stopParts, type Part } from './part.ts';
import type { Service, TargetModule } from './target.ts';

const schema = z.object({
  CONCORD_HOST: settings.host,
  CONCORD_INTERNAL_PORT: settings.port(18_080),
  CONCORD_INTERNAL_SECRET: settings.secret,
  CONCORD_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Loaders = Readonly<Record<string, () => Promise<TargetModule>>>;

/** Loads only the named targets and builds them, the gateway last so that it finds its peers. */
export const buildTargets = async (names: readonly string[], loaders: Loaders, env: Env): Promise<Service[]> => {
  const peers = new Map<string, Service>();
  for (const name of names.toSorted((a, b) => Number(a === 'gateway') - Number(b === 'gateway'))) {
    const load = loaders[name];
    if (!load) throw new Error(`There is no target "${name}". Targets: ${Object.keys(loaders).join(', ')}`);
    const { target } = await load();
    peers.set(name, target.build(env, peers));
  }
  return [...peers.values()];
};

export interface Running {
  stop(): Promise<void>;
}

/** Starts services in this process with their internal port; not ready until every part is, nor while stopping. */
export const startServices = async (services: readonly Service[], env: Env): Promise<Running> => {
  const config = readConfig(schema, env);
  setLogLevel(config.CONCORD_LOG_LEVEL);
  const log = logger('process');
  let phase: 'starting' | 'serving' | 'stopping' = 'starting';
  const parts = services.flatMap((service) => service.parts);
  const reasons = () => (phase === 'serving' ? reasonsNotReady(parts) : [phase]);
  const app = internalApp(services, { reasons }, config.CONCORD_INTERNAL_SECRET, log);
  const internal = httpServer(app.callback(), {
    name: 'internal port',
    host: config.CONCORD_HOST,
    port: config.CONCORD_INTERNAL_PORT,
  });
  internal.server.on('upgrade', internalUpgrade(services, config.CONCORD_INTERNAL_SECRET));
  const all: Part[] = [internal, ...parts];
  await startParts(all);
  phase = 'serving';
  log.info({ services: services.map(({ name }) => name) }, 'serving');
  return {
    stop: async () => {
      phase = 'stopping';
      await stopParts(all);
      log.info('stopped');
    },
  };
};

const signalled = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });

/** Runs targets until SIGTERM or SIGINT, then drains. Throws when something does not start. */
export const runTargets = async (names: readonly string[], loaders: Loaders, env: Env): Promise<void> => {
  const asked = signalled();
  const running = await startServices(await buildTargets(names, loaders, env), env);
  await asked;
  await running.stop();
};
