import { fileURLToPath } from 'node:url';
import { serviceAlone, type Alone } from '@concord/testkit';
import type { Deps } from '../src/deps.ts';
import { consumersOf, routes } from '../src/service.ts';

export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** The service on a database of its own. */
export const notificationAlone = (): Promise<Alone & { readonly deps: Deps }> =>
  serviceAlone<Deps>({
    name: 'notification',
    migrations,
    consumers: (common) => consumersOf(common),
    routes,
    deps: (common) => common,
  });
