import type { Cursors, Elasticsearch } from '@concord/platform';
import type { CanaryWatch } from './freshness/canary-watch.ts';
import type { Seekers } from './viewer/seekers.ts';
import type { Visibility } from './viewer/visibility.ts';

/** What the operations of this service work with. */
export interface Deps {
  readonly client: Elasticsearch;
  readonly indices: { readonly posts: string; readonly comments: string; readonly users: string };
  readonly visibility: Visibility;
  readonly relations: Pick<Seekers, 'arrivedVersion'>;
  readonly cursors: Cursors;
  readonly canary: CanaryWatch;
  readonly now: () => number;
}
