import { fileURLToPath } from 'node:url';
import { serviceAlone, type Alone } from '@concord/testkit';
import type { Deps } from '../src/deps.ts';
import { fanOuts } from '../src/jobs/fan-out.ts';
import { removals } from '../src/jobs/remove.ts';
import { consumersOf, routes, streamsOf } from '../src/service.ts';

export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** The service on a database of its own; with its jobs and streams, or without, so that tests run what goes on beside requests. */
export const notificationAlone = (withStreams = false): Promise<Alone & { readonly deps: Deps }> =>
  serviceAlone<Deps>({
    name: 'notification',
    migrations,
    consumers: (common) => consumersOf(common),
    routes,
    deps: (common) => common,
    ...(withStreams && {
      beside: (deps, router, url) => {
        const { parts, upgrade } = streamsOf(url, deps, router);
        return { parts: [fanOuts(deps.db, deps), removals(deps.db, deps.clock.now), ...parts], upgrade };
      },
    }),
  });
