import { fileURLToPath } from 'node:url';
import type { Person } from '@concord/community';
import { state } from '@concord/contracts';
import type { Tx } from '@concord/platform';
import { arriveIn, profileRow, serviceAlone, type Alone } from '@concord/testkit';
import { people } from '../src/consumers/people.ts';
import type { Deps } from '../src/deps.ts';
import { consumers, routes } from '../src/service.ts';

export { somebody as person } from '@concord/testkit';
export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

export type Community = Alone & { readonly deps: Deps };

/** What Debezium would write about these rows of profiles, applied by the consumer. */
export const peopleArrive = (tx: Tx, rows: readonly Person[]): Promise<void> =>
  arriveIn(tx, [people], state.user.profiles, rows.map(profileRow));

/** The service on a database of its own. */
export const community = (): Promise<Community> =>
  serviceAlone<Deps>({
    name: 'post',
    migrations,
    consumers,
    routes,
    deps: (common) => common,
  });
