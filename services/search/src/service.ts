import { contract } from '@concord/contracts';
import {
  cursorSealer,
  mount,
  openElasticsearch,
  openKafka,
  type Part,
  type Service,
  type Target,
} from '@concord/platform';
import { config } from './config.ts';
import { canaryWatch } from './freshness/canary-watch.ts';
import type { Deps } from './operations/deps.ts';
import { readFreshness } from './operations/read-freshness.ts';
import { search } from './operations/search.ts';
import { suggest } from './operations/suggest.ts';
import { visibility } from './viewer/visibility.ts';

/** Finds posts, people and hashtags; owns no database and writes nothing. */
export const target: Target = {
  name: 'search',
  build: (env): Service => {
    const settings = config(env);
    const prefix = settings.CONCORD_INDEX_PREFIX;
    const client = openElasticsearch(settings.CONCORD_ELASTICSEARCH_URL);
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-search' });
    const canary = canaryWatch(client, `${prefix}-canary`, settings.CONCORD_CANARY_RED_MS);
    const sight = visibility({
      client,
      kafka,
      relationsIndex: `${prefix}-relations`,
      maxAgeMs: settings.CONCORD_RELATIONS_MAX_AGE_MS,
      maxRelations: settings.CONCORD_RELATIONS_CACHED,
      indexAgeMs: () => canary.ageMs(),
      indexMaxAgeMs: settings.CONCORD_INDEX_MAX_AGE_MS,
      onCanary: (beatAt) => {
        canary.arrived(beatAt);
      },
    });
    const deps: Deps = {
      client,
      indices: { posts: `${prefix}-posts`, users: `${prefix}-users` },
      visibility: sight,
      cursors: cursorSealer(settings.CONCORD_CURSOR_SECRET),
      canary,
      now: Date.now,
    };
    const routes = mount(contract.search, { search, suggest, readFreshness }, deps);
    const closing: Part = { name: 'elasticsearch', start: () => Promise.resolve(), stop: () => client.close() };
    return { name: 'search', routes, parts: [kafka, closing, canary, sight] };
  },
};
