import { fileURLToPath } from 'node:url';
import { serviceAlone, type Alone } from '@concord/testkit';
import type { Deps } from '../src/deps.ts';
import { fanOuts } from '../src/jobs/fan-out.ts';
import { removals } from '../src/jobs/remove.ts';
import { unsubscriptions } from '../src/domain/unsubscription.ts';
import type { PushSender } from '../src/push/push-sender.ts';
import { consumersOf, routes, streamsOf } from '../src/service.ts';
import type { Outward } from '../src/store/tell.ts';

export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** Nobody is told outside the app. */
export const inApp: Outward = { mailAfterMs: null, push: false };

/** The service on a database of its own; with its jobs and streams, or without, so that tests run what goes on beside requests. */
export interface AloneWith {
  readonly streams?: boolean;
  readonly outward?: Outward;
  readonly push?: PushSender;
}

export const notificationAlone = ({ streams = false, outward = inApp, push }: AloneWith = {}): Promise<
  Alone & { readonly deps: Deps }
> =>
  serviceAlone<Deps>({
    name: 'notification',
    migrations,
    consumers: (common) => consumersOf({ ...common, outward }),
    routes,
    deps: (common) => ({ ...common, push: push ?? null, unsubscriptions: unsubscriptions('a secret of this test') }),
    ...(streams && {
      beside: (deps, router, url) => {
        const { parts, upgrade } = streamsOf(url, deps, router);
        return {
          parts: [fanOuts(deps.db, { ...deps, outward }), removals(deps.db, deps.clock.now), ...parts],
          upgrade,
        };
      },
    }),
  });
